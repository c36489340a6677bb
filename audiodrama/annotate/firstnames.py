"""First names with the gender they mostly have in English-language fiction, and short forms with their long ones."""

from __future__ import annotations

from typing import Final


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


FEMALE: Final = _names(
    """
    abby abigail ada adaeze adela adelaide adele adeline agatha agnes aileen aisha alexandra alexis alice alicia alison
    alma althea alyssa amanda amara amber amelia amina amy anastasia andrea angela angelica anita ann anna annabel
    annabelle anne annette annie anthea antonia anya april arabella ariadne ariel arya ashley astrid athena aubrey audrey
    augusta aurora ava avery barbara beatrice beatrix becky bella belle bernadette bernice bertha bess beth bethany betsy
    betty bev beverley beverly bianca birgit bonnie brenda bridget brigid brianna bronwen brooke bríd caitlin camilla
    candace cara carla carmen carol carole caroline carolyn carrie cassandra cassie catherine cathy cecilia cecily celeste
    celia charity charlotte chelsea cherry cheryl chloe christabel christina christine ciara cindy claire clara clarissa
    claudia clementine cleo colette colleen connie constance consuelo cora cordelia corinne courtney cynthia daisy dana
    daphne daria dawn deborah debbie debra deirdre delia della denise diana diane dinah dolly dolores donna dora doreen
    doris dorothea dorothy edie edith edna effie eileen elaine eleanor elena elinor elisa elisabeth elise eliza elizabeth
    ella ellen ellie eloise elsa elsie emilia emily emma enid erica erin esme esmeralda estella estelle esther ethel etta
    eugenia eunice eva eve evelyn evie faith fanny fatima fay faye felicia felicity fern fiona fleur flora florence
    frances francesca freda freya frieda gabriella gabrielle gail gemma genevieve georgia georgiana georgina geraldine
    germaine gertie gertrude gina ginny giselle gladys gloria goldie grace greta gretchen gretel griselda guinevere gwen
    gwendolen gwendolyn hailey hanna hannah harriet hattie hazel heather hedda heidi helen helena helga henrietta hermia
    hermione hester hetty hilary hilda holly honor hope hortense ida ifeoma imogen ines ingrid irene iris irma isabel
    isabella isabelle isla isolde ivy jacqueline jade jana jane janet janice janine jasmine jean jeanette jeanne jemima
    jen jenna jennifer jenny jess jessica jessie jill jo joan joanna joanne jocelyn jodie johanna josephine josie joy
    joyce juanita judith judy julia juliana julie juliet june justine kara karen karin kate katharine katherine kathleen
    kathryn kathy katie katrina katya kay kayla keira kelly kendra kerry kiara kim kimberly kirsten kitty kristen kristin
    kristina lara larissa laura laurel lauren laurie lavinia leah leila lena lenore leona leonora lesley leticia letty
    lettice lila lilian lilith lillian lily linda lindsay lisa lise lisbeth livia liza lizzie lizzy lois lola lorelei
    lorna lorraine lottie lotty louisa louise lucia lucille lucinda lucretia lucy luisa luna lydia lynda lynette lynn lyra
    mabel madeleine madeline madge mae magda magdalena maggie maisie mandy mara marcella marcia margaret margarita margery
    margot marge maria mariah marian mariana marianne marie marietta marilyn marina marion marisol marjorie marlene marsha
    martha martina mary matilda maud maude maureen mavis maxine may maya meg megan meghan melanie melinda melissa melody
    mercedes mercy meredith mia michelle mildred millicent millie mimi mina minerva minnie mira miranda miriam moira
    mollie molly mona monica morag morgan morgana moira muriel myra myrtle nadia nadine nan nancy nanette naomi natalia
    natalie natasha nell nellie nerys nessa nettie niamh nicola nicole nikki nina nora noreen norma octavia odalys odette
    odile olga olive olivia olympia opal ophelia oriana paige pamela pansy pat patience patricia patsy patty paula paulina
    pauline pearl peggy penelope penny petra petunia philippa philomena phoebe phyllis pippa polly poppy portia priscilla
    priya prudence prue quinn rachael rachel ramona raquel rebecca regina renata renee rhiannon rhoda rhona rita roberta
    robin rosa rosalie rosalind rosaline rosamond rosamund rosanna rose rosemary rosie rowena roxanne ruby ruth sabina
    sabrina sadie sally samantha sandra sara sarah saskia savannah scarlett selena selina serena shannon sharon sheila
    shelley shirley sibyl sienna sierra silvia simone siobhan sofia solange sonia sophia sophie sophy sorrel stacey stella
    stephanie sue susan susanna susannah susie suzanne svetlana sybil sylvia tabitha talia tamara tammy tania tansy tanya
    tara tatiana tess tessa thea thelma theodora theresa thomasina tia tiffany tilda tilly tina tracy trish trixie trudy
    una ursula valentina valeria valerie vanessa velma vera verity veronica vicky victoria viola violet violetta virginia
    vivian vivien vivienne wanda wendy wilhelmina willa willow wilma winifred winnie xanthe yasmin yolanda yvette yvonne
    zara zelda zoe zora
    """
)
MALE: Final = _names(
    """
    aaron abdul abel abner abraham abram adam adrian ahab ahmed aidan al alan alaric alastair albert aldous alec aleksandr
    alex alexander alexei alf alfie alfred algernon ali alistair allan allen alphonse alvin ambrose amir amos anatole
    anders andre andreas andrei andrew andy angelo angus ansel anselm anthony anton antonio archibald archie armand arnold
    arthur artie asher aubrey august augustus austin aziz barnabas barnaby barney barry bart bartholomew basil ben
    benedict benjamin bennett benny bernard bert bertie bertram bill billy björn blake bob bobby boris brad bradley bram
    brandon brendan brent brett brian bruce bruno bryan bryce byron caleb calvin cameron carl carlos carlton caspar casper
    cathal cecil cedric chad charles charley charlie chester chris christian christopher chuck clarence clark claude
    claudius clayton clement cliff clifford clint clive clyde cole colin colm connor conor conrad cormac cornelius craig
    crispin curtis cuthbert cyril cyrus dale damian damien damon dan daniel danny dante darcy darius darrell darren dave
    david dean declan dennis denzil derek dermot desmond dexter diarmuid dick diego dieter digby dimitri dirk dmitri
    dominic don donald dorian doug douglas drake duncan dustin dwayne dwight dylan eamon earl ebenezer ed eddie edgar
    edmond edmund edward edwin egbert eli elias elijah elliot elliott elmer emil enoch enrique ephraim eric ernest ernie
    errol ethan eugene eustace evan evelyn everett ezekiel ezra fabian felix ferdinand fergus fernando festus fidel finbar
    finn fitzwilliam floyd francis francisco frank frankie franklin franz fraser fred freddie freddy frederic frederick
    fritz gabriel gareth garrett gary gaston gavin geoff geoffrey george gerald gerard gideon gilbert giles giovanni glen
    glenn godfrey gordon graham grant greg gregory griffin gus gustav guy hal hamish hank hans harold harris harry harvey
    hassan heathcliff hector henri henry herbert herman hiram hjalmar homer horace horatio howard hubert hugh hugo
    humphrey hunter ian ibrahim idris ignatius igor ike inigo ira irving isaac isaiah isidore ivan ivor jack jackson jacob
    jacques jake jamal james jamie jan jared jarvis jason jasper javier jay jed jefferson jeff jeffrey jem jeremiah jeremy
    jerome jerry jesse jethro jim jimmy joaquin joe joel johan john johnny jon jonah jonas jonathan jordan jorge jose
    joseph josh joshua josiah jou juan judah jude jules julian julius justin karl karim keith ken kenneth kenny kevin
    kieran kirk kit klaus knut konrad kurt kyle lachlan lance lancelot lars laurence lawrence lee leif leigh len lenny leo
    leon leonard leonardo leopold leroy leslie lester lewis liam linus lionel llewellyn lloyd logan lorenzo louis lucas
    lucian lucius ludwig luigi luis lukas luke luther lyle mack magnus malachi malcolm manuel marcel marcellus marco
    marcus mario marius mark marlon marshall martin marty marvin mason mat matt matteo matthew maurice max maximilian
    maxwell melvin merlin merv michael mick mickey miguel mike mikhail miles milo milton mitchell mohammed monty mordecai
    morris mortimer moses muhammad murray nat nate nathan nathaniel neal ned neil nelson neville niall nicholas nick nigel
    nikolai nils noah noel norman obadiah obinna octavius olaf oliver ollie omar orlando orson oscar osbert osmond oswald
    otis otto owen pablo paddy padraig patrick paul pavel pedro percival percy peregrine perry pete peter phil philip
    phileas phillip pierre pieter piotr quentin quincy rafael ralph ramon randall randolph randy raoul raphael rashid raul
    ravi ray raymond reg reggie reginald rené reuben rex reynold rhys ricardo richard rick ricky rob robbie robert roberto
    roderick rodney roger roland rolf roman ronald ronnie rory ross roy rudolf rudolph rufus rupert russell ryan salvatore
    sam samson samuel sancho sandy santiago saul scott sean sebastian septimus serge sergei seth seymour shane shaun shawn
    sherlock sid sidney sigmund silas silvester simeon simon sinclair sol solomon spencer stan stanislav stanley stefan
    stephen sterling steve steven stewart stuart sven sylvester tad ted teddy terence terrance terry thaddeus thaddeus
    theo theobald theodore thomas thorin tim timothy tito titus toby tobias todd tom tommy tony travis trevor tristan
    tristram troy tyler tyrone ulysses uriah valentine vance vaughan vernon victor vince vincent viktor virgil vlad
    vladimir wade waldo wallace wally walt walter warren watson wayne wes wesley wilbur wilfred wilfrid wilhelm will
    willard willem william willie willoughby willy winston wolfgang woodrow xavier yann yuri yusuf zachary zack zane zeke
    """
)
BOTH: Final = FEMALE & MALE

_SHORT: Final = """
    bob:robert bobby:robert rob:robert robbie:robert bill:william billy:william will:william willie:william dick:richard
    rick:richard jack:john johnny:john jem:james jim:james jimmy:james jamie:james ted:edward ned:edward teddy:edward
    eddie:edward tony:anthony harry:henry hal:henry hank:henry charley:charles charlie:charles chuck:charles
    lizzy:elizabeth lizzie:elizabeth eliza:elizabeth beth:elizabeth bess:elizabeth betsy:elizabeth betty:elizabeth
    liz:elizabeth libby:elizabeth peggy:margaret maggie:margaret meg:margaret madge:margaret daisy:margaret greta:margaret
    polly:mary molly:mary may:mary minnie:mary kitty:catherine kate:catherine cathy:catherine katy:catherine
    katie:catherine kate:katherine kitty:katherine kathy:katherine katie:katherine nancy:anne annie:anne nan:anne
    nell:eleanor nellie:eleanor nora:eleanor ellie:eleanor sally:sarah sadie:sarah dolly:dorothy dot:dorothy
    dorothy:dorothea jenny:jennifer jen:jennifer jenny:jane janey:jane fanny:frances frank:francis frank:franklin
    fran:frances sandy:alexander alex:alexander alec:alexander sasha:alexander alex:alexandra alick:alexander andy:andrew
    drew:andrew mike:michael mick:michael mickey:michael mitya:dmitri sam:samuel sam:samantha ben:benjamin dan:daniel
    danny:daniel dave:david davy:david joe:joseph josie:josephine jo:josephine jo:joanna steve:stephen steve:steven
    tom:thomas tommy:thomas tim:timothy phil:philip pip:philip pat:patrick paddy:patrick pat:patricia patty:patricia
    tricia:patricia trish:patricia sue:susan susie:susan suky:susan suzy:susan tess:theresa tessa:theresa terry:terence
    terry:theresa fred:frederick freddy:frederick freddie:frederick fred:alfred alfie:alfred bert:albert bertie:albert
    bertie:herbert bert:herbert archie:archibald gus:augustus nick:nicholas nicky:nicholas chris:christopher
    kit:christopher chris:christine chris:christina tina:christina larry:lawrence ron:ronald ronnie:ronald don:donald
    ray:raymond reg:reginald reggie:reginald rex:reginald walt:walter wally:walter wat:walter greg:gregory jeff:jeffrey
    geoff:geoffrey jerry:gerald jerry:jeremiah jerry:jerome gerry:gerald ken:kenneth len:leonard lenny:leonard leo:leonard
    max:maximilian max:maxwell nat:nathaniel nate:nathan pete:peter stan:stanley vic:victor vicky:victoria vince:vincent
    zack:zachary bev:beverley bev:beverly deb:deborah debbie:deborah di:diana gabby:gabrielle ginny:virginia hetty:harriet
    hattie:harriet harry:harriet hetty:henrietta jackie:jacqueline jess:jessica jessie:jessica judy:judith kim:kimberly
    lottie:charlotte lotty:charlotte mandy:amanda mattie:matilda tilly:matilda mel:melanie mel:melissa millie:mildred
    millie:camilla nicky:nicole penny:penelope bella:isabella belle:isabella issy:isabel trixie:beatrix bea:beatrice
    val:valerie viv:vivian winnie:winifred wendy:gwendolyn gwen:gwendolen gwen:gwendolyn cissy:cecilia cissie:cecily
    sophy:sophia lena:helena nell:helen nellie:helen ella:eleanor milly:millicent addie:adelaide effie:euphemia
    gerty:gertrude trudy:gertrude ollie:oliver fitz:fitzwilliam manny:emmanuel
    """
NICKNAMES: Final = frozenset(tuple(pair.split(":")) for pair in _SHORT.split())


def gender_of(name: str) -> str:
    """`female`, `male`, or empty for a name that is unknown or common to both; `name` in lower case."""
    if name in BOTH:
        return ""
    return "female" if name in FEMALE else "male" if name in MALE else ""


def same_first(one: str, other: str) -> bool:
    """Whether two first names (lower case) may be one person's: equal, or a short form and its long one."""
    return one == other or (one, other) in NICKNAMES or (other, one) in NICKNAMES
