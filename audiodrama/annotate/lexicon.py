"""The English that the rules know: verbs of saying, titles, heads of nominals, and words that are no names.

Lists hold base forms; `inflect` makes the rest. They were drawn up from general reading, not from single texts.
"""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


_IRREGULAR: Final = {
    base: tuple(past.split("|"))
    for base, past in (
        entry.split(":")
        for entry in """
    begin:began|begun bid:bade break:broke burst:burst come:came cut:cut get:got give:gave go:went hold:held leave:left
    lie:lay make:made put:put read:read run:ran say:said see:saw shake:shook shut:shut shoot:shot sing:sang|sung sit:sat
    speak:spoke spit:spat stand:stood swear:swore sweep:swept take:took tell:told think:thought throw:threw turn:turned
    weep:wept beseech:besought|beseeched catch:caught draw:drew fall:fell find:found lean:leaned|leant rise:rose
    write:wrote grin:grinned bite:bit blow:blew meet:met set:set wake:woke keep:kept hear:heard feel:felt know:knew
    look:looked swing:swung fling:flung bend:bent interject:interjected counsel:counselled|counseled
    signal:signalled|signaled marvel:marvelled|marveled quip:quipped drink:drank eat:ate creep:crept retell:retold
    grit:gritted|grit knit:knit slide:slid strike:struck
    """.split()
    )
}
_DOUBLING: Final = words(
    """
    admit stop nod grin shrug tut hum chat sob chip quip nag beg rap tap sip hug drop permit submit step pat
    jab snap pop trip spit jog wag scrub grab flip trim deadpan
    """
)


def inflect(base: str) -> frozenset[str]:
    """The base's third person, past and participle forms (`reply`: replies, replied, replying)."""
    return frozenset({_third(base), *_past(base), _participle(base)})


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "o", "z")) else "s")


def _past(base: str) -> tuple[str, ...]:
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return (base + "d",)
    if base.endswith("y") and base[-2] not in "aeiou":
        return (base[:-1] + "ied",)
    return (base + base[-1] + "ed",) if base in _DOUBLING else (base + "ed",)


def _participle(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return base + base[-1] + "ing" if base in _DOUBLING else base + "ing"


_SAYING: Final = words(
    """
    accuse acknowledge add adjure admit admonish advise affirm agree allow amend announce answer apologise apologize appeal
    argue ask assent assert assure aver avow babble bark bawl beg begin bellow beseech bid blab blare bleat blubber blurt
    bluster boast boom brag breathe bubble call carol caution challenge chant chatter chide chime chirp choke chorus cite
    claim clarify coax command comment complain concede conclude confess confide confirm congratulate console contend
    continue contradict coo correct counsel counter croak croon cry curse deadpan declare declaim demand demur deny deplore
    dictate drawl drone echo ejaculate elaborate encourage end enquire enthuse entreat exclaim explain explode expostulate
    exult falter finish flirt fret fume gabble gasp gibe greet groan growl grouse grumble grunt guess gulp gurgle gush hail
    hazard hiss holler howl huff hum implore inform inquire insist instruct intercede interject interpose interrupt intone
    invite jabber jeer jest jibe joke keen lament lie lilt lisp maintain manage marvel message mewl mimic moan mock mouth mumble
    murmur muse mutter narrate note object observe offer opine order pant parry persist pipe plead pledge pout
    praise pray proceed proclaim promise prompt pronounce propose protest purr pursue quaver query question quip quote rage
    rant rap rasp reason reassure rebuke recall recite recommend reflect rejoin relate remark remind remonstrate
    repeat reply report reproach respond resume retort return reveal roar say scoff scold scream screech seethe shout shriek
    shrill shush sigh sing snap snarl sneer snicker snipe sob soliloquise soliloquize soothe speak speculate splutter spit
    sputter squawk squeak squeal stammer state stipulate storm stress stutter suggest summarise summarize supply surmise
    swear tease taunt tell text thank think threaten thunder translate trill tut type urge utter venture voice vociferate
    volunteer vow wail warble warn wheedle wheeze whimper whine whisper whoop wonder yap yell yelp
    """
)
BARE: Final = words("say ask reply add answer exclaim whisper murmur shout cry remark")
"""Verbs that tag in their base form too: "heard Ada say", "could not help but add"."""
SAID: Final = frozenset(form for base in _SAYING for form in inflect(base)) | {"quoth"} | BARE
"""Strong verbs: with a subject beside a quote they make a tag."""

_ACTING: Final = words(
    """
    beam blush bow break burst cackle cheer chuckle clear cluck come cough fix frown gape gaze get giggle give glance glare
    glower go grimace grin gulp hesitate hiccup laugh lean look lower nod pause point pout put raise read rise scowl shake
    shiver shoot shrug shudder sit smile smirk sneer sneeze sniff sniffle snigger snort stand stare start straighten swallow
    sweep throw titter try turn wave weep wince wink yawn
    """
)
ACTED: Final = frozenset(form for base in _ACTING for form in inflect(base))
"""Weak verbs: a tag when they close the sentence of a quote, an action beat otherwise."""

_MOVING: Final = words(
    """
    bang beckon bend bite blink blow breathe brush catch clap clasp click close creep cross dab dash drag draw drink drop
    eat fall fiddle find fling flip fold freeze fumble gesture grab grip grit hand hang hear hold hook hug hurry jerk jog
    jump keep kick kiss kneel knock leave lift listen move open pat peer pick pour pull push reach rub run scan scratch
    scrub set settle shove shut sip slam slap slide slip snatch spin squeeze stay step stiffen stop strike stroke stroll
    swing take tap tear tighten tilt toss touch tug twist wait wake walk wipe write wrap
    """
)
MOVED: Final = frozenset(form for base in _MOVING for form in inflect(base)) | ACTED
"""What a body does: the verb of an action beat."""

THOUGHT: Final = frozenset(
    form for base in ("think", "wonder", "muse", "reflect", "realise", "realize") for form in inflect(base)
)
SANG: Final = frozenset({*inflect("sing"), *inflect("chant"), *inflect("croon"), *inflect("carol"), *inflect("warble"), "sing"})

PRESENT_NOUNS: Final = frozenset(_third(base) for base in _SAYING | _ACTING) - {"says", "asks", "tells", "replies", "adds"}
"""Third persons that a story told in the past uses as nouns ("the answers", "her cries")."""

TITLES_MALE: Final = words(
    """
    mr sir lord master mister monsieur herr signor señor king prince duke uncle great-uncle father fr brother grandpa
    grandfather grandad papa count baron don squire emperor abbot friar sheikh earl viscount marquis padre messrs
    """
)
TITLES_FEMALE: Final = words(
    """
    mrs miss ms lady madame mme mlle mademoiselle frau signora signorina señora queen princess duchess aunt great-aunt
    auntie aunty mother sister grandma grandmother gran granny nan nana madam dame countess baroness empress abbess mistress
    missus
    """
)
TITLES_EITHER: Final = words(
    """
    dr doctor professor prof inspector judge reverend rev officer detective mayor cousin nurse sergeant sgt lieutenant lt
    president captain capt colonel col major general gen admiral commander commodore corporal private ensign maestro agent
    chief constable deputy sheriff senator governor minister chancellor ambassador envoy pastor rabbi bishop cardinal saint
    st coach warden matron superintendent marshal midshipman cadet mx chef
    """
)
TITLES: Final = TITLES_MALE | TITLES_FEMALE | TITLES_EITHER
FIRST_NAME_TITLES: Final = words(
    """
    sir lord lady uncle great-uncle aunt great-aunt auntie aunty brother sister prince princess king queen emperor grandpa
    grandma gran granny nan nana dame don saint st father mother mistress master padre friar
    """
)
"""Titles before a first name as a rule."""

RIVALS: Final = (words("old young"), words("big little"), words("elder younger"))
RIVAL: Final = frozenset().union(*RIVALS)
"""Words that are as good as titles where two people share a name, Old Tom and Young Tom; by which of them are opposites."""

KIN_MALE: Final = words(
    """
    father dad daddy papa pa grandfather grandpa grandpapa grandad granddad gramps pop pops uncle brother son husband nephew
    """
)
KIN_FEMALE: Final = words(
    """
    mother mum mom mam mummy mommy mamma mama ma grandmother grandma grandmamma grandmama gran granny nan nana nanna aunt
    auntie sister daughter wife niece
    """
)
KIN: Final = KIN_MALE | KIN_FEMALE | {"cousin", "parent", "child", "twin"}
OLD: Final = words(
    """
    grandfather grandpa grandpapa grandad granddad gramps grandmother grandma grandmamma grandmama gran granny nan nana nanna
    great-uncle great-aunt crone
    """
)
YOUNG: Final = words("boy girl child kid lad lass baby toddler infant schoolboy schoolgirl")

NOUNS_MALE: Final = KIN_MALE | words(
    """
    man boy gentleman king prince fellow lad youth waiter butler footman host lord bull stallion colt chap priest clergyman
    vicar policeman sailor fisherman barber landlord master marquis baron frenchman englishman scotsman irishman groom
    coachman porter count beadle guy sexton monk widower duke emperor schoolboy barman doorman milkman postman bloke dude
    businessman salesman fireman foreman gunman headmaster hunchback knight wizard huntsman ferryman boatman workman
    watchman chairman cabman captor stepfather stepson stepbrother grandson godfather boyfriend fiancé bridegroom henchman
    bandsman cameraman handyman hitman conman lineman anchorman doorkeeper sorcerer warlock chieftain busboy cabbie cowboy
    """
)
NOUNS_FEMALE: Final = KIN_FEMALE | words(
    """
    woman girl lady queen princess maid waitress hostess mare filly governess housekeeper landlady widow mistress duchess
    matron spinster countess actress seamstress schoolmistress lass dame madam nun witch schoolgirl policewoman barmaid
    midwife stewardess heroine headmistress ferrywoman businesswoman saleswoman bride priestess empress abbess charwoman
    stepmother stepdaughter stepsister granddaughter godmother girlfriend fiancée bridesmaid sorceress enchantress huntress
    giantess mermaid camerawoman
    """
)
NOUNS_EITHER: Final = KIN | words(
    """
    major corporal admiral governor superintendent collector missionary subaltern chairman councillor sheriff deputy recruit
    cadet curate marshal bailiff
    friend companion servant stranger visitor guest clerk teacher student cook driver guide parent baby infant person other
    creature secretary officer youngster elder younger former latter patient cat dog rabbit bird parrot turtle caterpillar
    duck producer member voice group crowd doctor lawyer inspector captain professor colonel general soldier sergeant
    lieutenant constable messenger tailor poet judge nurse guard barista cashier bartender receptionist librarian assistant
    manager boss singer pianist conductor musician actor director detective agent cop medic paramedic pilot farmer
    shopkeeper baker butcher mechanic engineer scientist robot computer ship machine android dragon fox wolf bear horse pony
    unicorn pegasus goblin elf dwarf ghost spirit demon angel monster alien king's-man prisoner thief beggar merchant trader
    peddler innkeeper smith miller sentry scout archer warrior commander admiral president mayor neighbour neighbor speaker
    announcer operator dispatcher caller reporter journalist editor author writer attendant usher conductor steward carer
    therapist counsellor counselor surgeon dentist vet pharmacist apprentice intern trainee pupil kid toddler teenager teen
    orphan twin passenger customer client tenant lodger chauffeur gardener croupier tutor chief envoy ambassador barrister
    solicitor magistrate coroner undertaker copywriter mailman mariner skipper cabin-boy midshipman hatter hare dormouse
    gryphon mouse lizard frog pigeon owl crow raven magician alchemist sorcerer maestro composer cellist dancer painter
    sculptor photographer model barber-surgeon bishop abbot deacon pastor rabbi preacher minister senator chancellor ensign
    mate bosun helmsman navigator spaceman astronaut cleaner plumber electrician builder courier janitor caretaker ranger
    coach bouncer busker trucker cyclist jogger biker hiker tourist commuter hitchhiker attorney firefighter rookie caterer
    chef dishwasher vendor stallholder grocer florist hairdresser jeweller pawnbroker flatmate roommate housemate classmate
    teammate bandmate colleague coworker co-worker workmate headteacher lecturer researcher analyst accountant
    consultant programmer designer presenter juror sniper hacker mercenary assassin bodyguard bandit robber burglar kidnapper
    hostage negotiator herald minstrel bard jester blacksmith weaver shepherd seer oracle prophet cleric paladin rogue orc
    troll giant fairy vampire werewolf zombie cyborg mage necromancer apothecary healer scribe courtier chamberlain
    gatekeeper toll-keeper zookeeper bookseller auctioneer examiner umpire referee goalkeeper deckhand stoker lookout castaway
    hermit pilgrim grandchild pensioner veteran mourner heckler drummer guitarist bassist vocalist roadie stagehand registrar
    social-worker bus-driver cab-driver taxi-driver newcomer intruder bystander onlooker rider elf-maid technician
    """
)
NOUNS: Final = NOUNS_MALE | NOUNS_FEMALE | NOUNS_EITHER
VAGUE: Final = words(
    """
    man woman girl boy lady gentleman old young other youth fellow father mother child former latter voice speaker person
    creature friend companion guy chap kid elder younger husband wife son daughter brother sister lad lass cousin frenchman
    englishman englishwoman frenchwoman scotsman irishman aunt uncle niece nephew grandmother grandfather mum mom mam dad
    parent twin neighbour neighbor stepfather stepmother stepson stepdaughter stepbrother stepsister grandson granddaughter
    grandchild boyfriend girlfriend fiancé fiancée colleague newcomer bystander onlooker rider
    """
)
"""Heads that point back at somebody rather than name a role of their own."""

SPEECHLESS: Final = words(
    """
    cat dog rabbit bird parrot turtle caterpillar duck dragon fox wolf bear horse pony hatter hare dormouse gryphon mouse
    lizard frog pigeon owl crow raven robot computer ship machine voice group crowd bull stallion colt mare filly other
    former latter person creature model smith count groom
    """
)
"""Nouns that are somebody only where they speak."""
NEW: Final = words("a an another one")
"""Determiners of somebody who was not there before."""
DETERMINERS: Final = words("the a an another his her my our their your this that one its")
VOICES: Final = words("voice voices tone tones accents whisper whispers cry murmur shout")
"""What is heard of somebody: "the voice of Ada" is Ada, "his voice" is he."""
HEARD: Final = VOICES | words("somebody someone")
"""Who is heard before it is told who that is."""
BODY: Final = VOICES | words(
    "eyes eye gaze face lips lip mouth brow brows eyebrow eyebrows cheek cheeks hand hands fingers shoulders head jaw"
    " smile grin frown expression laugh laughter ears tail breath heart"
)
"""What acts for its owner: "Ada's eyes narrowed" is Ada, "his jaw dropped" is he."""
ANSWERS: Final = words(
    "words question answer reply rejoinder response remark comment exclamation cry greeting observation retort verdict"
)
"""What a quote may be called: "…," was Ada's answer."""
PREPOSITIONS: Final = words(
    """
    to at of with for from upon on by toward towards behind beside near into over after before about against between like
    than without under above around past through across beneath among
    """
)
PLACE_PREPOSITIONS: Final = words("in at from near through across into towards toward to")
SENT: Final = words("at towards toward to")
"""Of these, those that lead to a person too …"""
_SENDING: Final = words("belong hand happen listen show talk write")
AIMED: Final = (
    SAID | ACTED | frozenset(form for base in _SENDING for form in inflect(base)) | words("back over up it next close")
)
"""… behind these words: looked at Ada, gave it to Ada."""

PRONOUNS: Final = {"he": "male", "she": "female", "i": "", "they": "", "we": ""}
MALE_PRONOUNS: Final = words("he him his himself")
FEMALE_PRONOUNS: Final = words("she her hers herself")

NATIONS: Final = words(
    """
    english french german italian spanish russian american british irish scottish scotch welsh indian chinese japanese greek
    roman latin turkish european african asian polish dutch swedish hindu moslem muslim oriental catholic protestant
    norwegian danish finnish estonian latvian lithuanian ukrainian hungarian czech slovak romanian bulgarian serbian croatian
    albanian georgian armenian persian arabic hebrew hindi urdu tamil bengali punjabi mandarin cantonese korean vietnamese thai
    portuguese brazilian mexican canadian australian nigerian ghanaian kenyan ethiopian egyptian moroccan iranian iraqi
    israeli icelandic flemish belgian austrian gaelic swahili yiddish ottoman byzantine norse
    christian jew jewish englishman englishmen englishwoman frenchman frenchmen frenchwoman irishman irishwoman scotsman
    dutchman welshman pole russians germans indians americans italians greeks romans europeans africans chinaman hindus
    moslems muslims orientals christians catholics jews turks turk spaniard anglo-indian anglo-indians
    """
)
TENS: Final = words("twenty thirty forty fifty sixty seventy eighty ninety")
NOT_NAMES: Final = (
    KIN
    | NATIONS
    | TENS
    | words(
        """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december christmas easter spring summer autumn winter english french german italian spanish russian
    american british irish scottish scotch welsh indian chinese japanese greek roman latin turkish european african asian
    england france germany italy spain russia america britain ireland scotland wales india china japan greece rome europe
    africa asia london paris york i i'm i'd i'll i've ok okay oh ah aw eh uh um er hm hmm mm mmm ugh ha hey hi hello hullo
    yes no yeah yep nope nay aye please thanks thank sorry goodbye bye well now then so but and or if the a an this that
    these those he she it we you they him her his its my your our their me us them who whom whose what which when where why
    how there here not never ever only just still even perhaps maybe indeed however therefore thus meanwhile suddenly
    finally once twice again also too very much more most some any every each all both either neither none nothing something
    anything everything nobody somebody anybody everybody one two three four five six seven eight nine ten first second
    third last next another such same other is are was were be been being am do does did done have has had having will would
    shall should can could may might must let's let in on at by for from of to with without into onto upon up down out off
    over under after before behind beside between beyond through during since until till while because although though
    unless whether as like than about above below against among around near past toward towards come go look see wait stop
    listen tell say said think know take give get make keep put good bad great old young new big little poor dear sweet my
    lovely fine nice true right wrong sure chapter part book volume scene act section prologue epilogue letter note god lord
    heaven heavens hell christ jesus devil goodness gosh damn majesty highness excellency honour honor lordship ladyship sir
    madam ma'am gentlemen ladies everyone everybody anyone someone today tomorrow yesterday tonight morning evening
    afternoon night day mr mrs miss ms dr north south east west street road avenue lane square park hall house court bridge
    river lake mountain mount sea ocean island bay city town village county university college school church abbey castle
    palace hotel inn station hospital museum library bank company club society army navy parliament government council
    committee department true false quite rather really truly surely certainly probably possibly obviously clearly frankly
    honestly seriously nonsense bless hush hurrah hurray bravo alas ay ow ouch wow whoa oops psst shh ssh amen merry happy
    dearest darling sweetheart honey love sweetie mister missus sirs don't doesn't didn't can't couldn't won't wouldn't
    isn't aren't wasn't weren't hasn't that's it's he's she's there's what's who's where's here's how's you're we're they're
    you've we've they've you'll we'll they'll it'll he'll she'll you'd we'd they'd he'd she'd nor yet else instead anyway
    besides moreover otherwise somehow author author's notes the end fin catholic protestant christian jew jewish muslim
    bible internet tv radio exactly absolutely definitely always often sometimes soon later ago almost already enough quick
    quickly slowly half ready silence help run hold try turn use want need feel leave call ask show hear mind forget
    remember believe suppose guess hope wish hate stay sit stand move open close shut read write sing play work start begin
    set bring family class team guys boys girls kids folks people children buddy pal mate listeners accepted agreed granted
    noted understood copy affirmative negative confirmed denied correct finished sorted brilliant fantastic gross rejected
    approved dismissed objection sustained overruled steady hundred
    """
    )
)
"""Capitalised words that name nobody. A title before the word, or a first name known as such, overrides the list."""

LINKING: Final = words("de von van du la le di da der den of del dos")
