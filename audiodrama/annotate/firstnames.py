"""First names with the gender they mostly have in English-language fiction, and short forms with their long ones."""

from __future__ import annotations

from typing import Final


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


FEMALE: Final = _names(
    """
    aaliyah abby abeni abigail ada adaeze adaora adela adelaide adele adeline adriana agatha agnes agnieszka aiko
    aileen aine aisha aisling akua alba alejandra aleksandra alessandra aleta alexandra alexis alice alicia alina
    alison alma althea alva alya alyssa amaia amaka amal amanda amani amara amarachi amata amber amelia amina aminata
    amira amrita amy ana anais ananya anastasia andrea aneta angela angelica anika anisa anita anja anjali ann anna
    annabel annabelle annalise anne annelise annemarie annette annie annika anthea antonella antonia anushka anya
    aoife april arabella araceli araminta ariadne ariel arlene arya asha ashley astra astrid asuka athena atsuko
    aubrey audrey augusta aurelia aurelie aurora ava avery ayesha ayumi azadeh babette barbara bea beatrice beatrix
    beatriz becky bella belle benedetta bente berit bernadette bernice bertha beryl bess beth bethany betsy betty bev
    beverley beverly bianca birgit birgitta blanca blanche bonnie brenda brianna bridget brigid brigitte britta
    bronagh bronte bronwen brooke bríd caitlin camila camilla candace candice cara carla carlotta carmela carmen carol
    carole carolina caroline carolyn carrie cassandra cassie catalina caterina catherine cathy cecile cecilia cecily
    celeste celestine celia charity charlotte chelsea cherry cheryl chiamaka chiara chidinma chinwe chiyo chloe
    christabel christiane christina christine ciara cindy claire clara clarissa claudia clementine cleo clodagh
    clothilde colette colleen concepcion connie constance consuela consuelo cora cordelia corinna corinne courtney
    cressida cynthia dagmar dagny daisy dalia damaris dana daniela danielle daphna daphne daria darya dawn debbie
    deborah debra deirdre delia della delphine denise devika dhara diana diane dilys dimitra dinah dolly dolores
    donatella donna dora doreen doris dorota dorothea dorothee dorothy drusilla duska dympna ebba edda edie edith edna
    edwina effie effy eileen eithne ekaterina elaine eleanor elena eleni elif elin elina elinor elisa elisabeth elise
    eliza elizabeth elke ella ellen ellie elodie eloise elsa elsie elvira emeline emese emilia emily emma emmeline
    enid enola erica erin ermintrude esi esme esmeralda esperanza estella estelle esther estrella ethel etta eudora
    eugenia eun eunice eunji euphemia eva eve evelyn evie fabienne fadila faith fanny farah farida fatima fatou
    fatoumata fay faye federica felicia felicitas felicity fenella fern filippa fiona fiorella fleur flora florence
    frances francesca francine freda freya frida frieda fumiko gabriella gabrielle gail galina gayle gemma genevieve
    genoveva georgette georgia georgiana georgina geraldine germaine gertie gertrude ghislaine gilda gina ginny
    giselle giulia gladys gloria gloriana goldie gowri grace graciela greer greta gretchen gretel griselda gudrun
    guinevere gunilla gwen gwendolen gwendoline gwendolyn habiba hadiza hafsa hailey halima hana hanako hanna hannah
    harriet haruka hatice hattie hazel heather hedda hedvig hedwig heidi helen helena helga heloise henrietta
    henriette hermia hermine hermione hester hettie hetty hilary hilda hilde hildegard hinata holly honor honora hope
    hortense ida ifeoma ifeyinwa ikram ilaria ilona ilse imogen ines inga inge ingeborg ingrid ioana irena irene irina
    iris irma isabeau isabel isabella isabelle isadora isha ishani isla isobel isolde itziar ivana ivy iwona jacinta
    jacqueline jade jadwiga jamila jana jane janet janice janina janine jasmine jasna jaya jean jeanette jeanne jelena
    jemima jen jenna jennifer jenny jess jessica jessie jhumpa jiayi jill jo joan joanna joanne jocelyn jodie johana
    johanna jolanta josefa josephina josephine josie joy joyce joyeeta juana juanita judit judith judy julia juliana
    julie juliet june justine jutta jyoti kaede kalpana kamala kamila kanako kara karen karin karolina katarina kate
    katerina katharine katherine kathleen kathryn kathy katie katja katrina katya kavita kay kayla kayo keiko keira
    kelly kendra kerry keturah khadija kiara kim kimberly kirsten kirsty kitty klara kolette kristen kristin kristina
    kumiko lakshmi lalita lara larissa latifa latisha laura laurel lauren laurie lavanya lavinia layla leah leila lena
    lenore leocadia leona leonie leonora leontine lesley leticia lettice letty liesel lieselotte lila lilian lilith
    lilja lillian lily linda lindsay linnea liora lisa lisbet lisbeth lise liv livia liza lizzie lizzy ljubica lois
    lola lorelei lorenza lorna lorraine lotte lottie lotty louisa louise lourdes lucia lucie lucienne lucille lucinda
    lucretia lucy ludmila luisa luna lydia lynda lynette lynn lyra mabel madeleine madeline madge mae maeve magali
    magda magdalena magdalene maggie mahnoor maia maisie maja malin malka mandy manon mara marcella marcelline marcia
    margaret margarethe margarita marge margery margit margot margrethe maria mariah mariam marian mariana marianne
    marie marietta marijke marika mariko marilyn marina marion marisa marisol maristela marjorie marlene marsha marta
    marte martha marthe martina mary maryam masha matilda matilde maud maude maureen mavis maxine may maya mayumi
    meera meg megan meghan mehreen mei melanie melinda melissa melody mercedes mercy meredith merete meriem mette mia
    michelle michiko mieko mihaela mika mildred milena millicent millie mimi mina minerva minnie mira miranda mireille
    miriam mitsuko moira mollie molly mona monica monika morag morgan morgana morwenna muna muriel myra myrtle
    nadezhda nadia nadine nadira nafisa nahid naima naledi nan nancy nandini nanette naoko naomi nasreen nastya
    natalia natalie natalya natasha natsuki nawal neha nela nell nellie nerissa nerys nessa nettie nevena ngozi nia
    niamh nicola nicole nikki nilufar nimue nina nisha nkechi noelle noemi nomsa noor nora noreen norma nour nuala nur
    nuria nyasha octavia odalys odette odile oksana olga olive olivia oluwaseun olympia oona opal ophelia oriana orla
    orlaith orsolya ottilie padma paige paloma pamela pansy paola parvati parveen pascale pat patience patricia patsy
    patty paula paulette paulina pauline pavla pearl peggy penelope penny pepita perpetua petra petronella petunia
    philippa phillipa philomena phoebe phyllis pia pilar pippa polly pooja poppy portia prisca priscilla priya
    priyanka prudence prue qiana quinn rachael rachel rachida radha raisa ramona rania raquel rashida ravenna razia
    rebecca regina reina renata renee renske reyna rhiannon rhoda rhona rita riya roberta robin rocio roisin rosa
    rosalba rosalia rosalie rosalind rosalinda rosaline rosamond rosamund rosanna rose rosella rosemary rosie roswitha
    rowena roxanne roza ruby ruth ruxandra saanvi sabina sabine sabrina sadhbh sadie safiya sakura sally salma salome
    samantha samira sana sanaa sandhya sandra sangeeta sanna saoirse sara sarah sarai saraswati saskia satoko savannah
    savitri scarlett selena selina selma serena sevda shabnam shakira shanice shannon shanti sharmila sharon shazia
    sheila shelley shira shirin shirley shobha shreya sibyl sienna sierra sigrid silje silvia sima simone sinead
    siobhan siri sita snezana sofia sofie sohalia solange soledad solveig sonia sonja sophea sophia sophie sophy
    soraya sorrel stacey stasia stefania stella stephanie stine sue sujata sukie sumaya sunita susan susanna susannah
    susie suzanne svenja svetlana sybil sybille sylvia synnove tabitha tahira taisha takako talia tamara tammy tamsin
    tania tanisha tansy tanvi tanya tara tasha tatiana tatjana tatyana teresa tess tessa thandi thandiwe thea thekla
    thelma theodora theresa thomasina thora thuy tia tiffany tilda tilde tilly tina tomoko tonia tova tracy trish
    trixie trudie trudy tuva ulla ulrika una ursa ursula uzma valentina valeria valerie vanessa varvara veena velma
    vera verity veronica vesna vibeke vicky victoria vigdis vilma viola violaine violet violetta virginia vita vivian
    vivien vivienne vlasta wanda wangari waris wendy wilhelmina wilhelmine willa willow wilma winifred winnie xanthe
    xiomara yael yana yara yasmeen yasmin yelena yetunde yevgenia yoko yolanda yolande yoshiko yui yuliya yumi yvette
    yvonne zahra zainab zanele zara zaynab zdenka zeinab zelda zelma zenobia zeynep zhanna zoe zofia zora zsofia
    zuleika zuzana
    """
)
MALE: Final = _names(
    """
    aaron abdul abdullah abel abiodun abner abraham abram achilles adam adamu adebayo adeola adil aditya adolfo adrian
    adriano ahab ahmad ahmed aidan ajay akbar akira akmal akos al alan alaric alasdair alastair albert alberto aldous
    alec alejandro aleksander aleksandr alessandro alex alexander alexandre alexei alf alfie alfonso alfred alfredo
    algernon ali alistair allan allen alonso alphonse alvaro alvin amadou amari ambrose amir amit amos anand anatole
    anatoly anders andre andreas andrei andrej andrew andrzej andy angelo angus anil ansel anselm ansgar anthony
    antoine anton antonio antti anwar arata aravind archibald archie aristide arjun armand armando arnaud arne arnold
    artem arthur artie arturo arun arvid asher ashok atticus aubrey august augustus aurelio austin axel ayub aziz
    baldwin balthazar baptiste barnabas barnabe barnaby barney barry bart bartholomew bartosz bashir basil bastien ben
    benedict benedikt benito benjamin bennett benny benoit bernard bernardo bernd bert bertie bertram bertrand bilal
    bill billy birger bjorn björn blaise blake bob bobby bogdan bohdan boris borislav brad bradley bram brandon
    brendan brent brett brian bronislaw bruce bruno bryan bryce byron caleb callum calum calvin cameron camillo carl
    carlos carlton carsten caspar casper cathal cecil cedric cenk cesar chad chander charan charles charley charlie
    chester chidi chike chima chinedu chris christian christopher chuck ciaran cillian claes clarence clark claude
    claudius clayton clemens clement cliff clifford clint clive clyde cole colin colm connor conor conrad cormac
    cornelius cosimo cosmo craig crispin cristian cristobal curtis cuthbert cyprian cyril cyrus dagfinn daisuke dale
    damian damien damir damon dan daniel daniele danilo danny dante darcy dario darius dariusz darrell darren dave
    david davide davor dean declan deepak demetrius denis deniz dennis denzil derek dermot desmond dexter diarmuid
    dick diego dierk dieter dietrich digby dilip dimitar dimitri dimitris dinesh dirk dmitri dmitry dmytro domenico
    dominic don donal donald donncha dorian doug douglas dov dragan drake duarte duncan dustin dwayne dwight dylan
    eamon earl ebbe ebenezer eberhard ed eddie edgar edmond edmund edoardo eduardo edward edwin efraim egbert egil
    eirik eitan eli elias elijah elio elliot elliott elmer emeka emeric emil emilio emmanuel emmett emre enoch enrique
    enzo ephraim erasmus eric erik ernest ernesto ernie errol ervin esteban ethan etienne eugene eustace evan evander
    evelyn everett evgeny eyal ezekiel ezequiel ezra fabian fabio fabrizio faisal farhan farid felipe felix ferdinand
    fergal fergus fernando festus fidel filip finbar finn fintan fitzwilliam florent florian floyd folke francis
    francisco franco francois frank frankie franklin frantisek franz fraser fred freddie freddy frederic frederick
    frederik friedrich fritz fumio gabriel gael gaetano gareth garrett gary gaspar gaspard gaston gavin geir gennady
    geoff geoffrey georg george georges gerald gerard gerhard gianni gideon gilbert gilberto giles gintaras giorgio
    giovanni giuseppe glen glenn godfrey goran gordon gottfried graeme graham grant greg gregor gregory griffin
    grigori guillaume guillem guillermo gunnar gus gustaf gustav gustavo guy hakan hakim hakon hal halvard hamid
    hamish hamza hank hans harish harold harris harry haruki haruto harvey hasan hashim hassan havard heathcliff
    hector heinrich heinz helmut henri henrik henry herbert herman hernan hideo hiram hiro hiroshi hisham hjalmar
    holger homer horace horatio horst howard hubert hugh hugo humphrey hunter hussein iain ian ibrahim idris iestyn
    ignacio ignatius igor ike ikenna ilya imran ingmar inigo ioan ira irving isaac isaiah isamu ishaan isidore ismail
    istvan ivan ivo ivor iwan jaap jabari jabir jacek jack jackson jacob jacobo jacques jadon jagdish jahangir jaime
    jake jakob jakub jamal james jamie jamshid jan janek janos jared jaromir jaroslav jarvis jason jasper javed javier
    jay jed jeff jefferson jeffrey jem jens jeremiah jeremy jerome jerry jerzy jesse jethro jim jimmy jiro joachim
    joao joaquin jochen joe joel joergen johan johann johannes john johnny jon jonah jonas jonathan joost jordan jordi
    jorge jorgen jose joseph josh joshua josiah jou jozef juan judah jude juergen jules julian julio julius juma
    junaid jurgen justin kaito kamal kamran kareem karim karl karsten karthik kasper katsuo kaz kazuo keanu kefir
    keith kemal ken kenji kenneth kenny kenta kerem kevin khaled khalid khalil kieran kiril kirk kit klaus klemens
    knut koen koichi kojo konrad konstantin kostas kourosh krishna kristian kristof krzysztof kunle kurt kwabena kwame
    kyle lachlan laith lajos lamar lance lancelot lanre lars lasse laszlo laurence laurent lawrence leandro lech lee
    leif leigh len lennart lenny leo leon leonard leonardo leopold leroy leslie lester leszek lev levent lewis liam
    linus lionel llewellyn lloyd logan lorcan lorenzo louis luc luca lucas lucian lucio lucius ludo ludwig luigi luis
    lukas luke luther lyle maarten maciej mack madoc magnus mahesh mahmoud makoto maksim malachi malcolm malik manfred
    manish manoj mansoor manu manuel marc marcel marcellus marcelo marcin marco marcus marek mariano marin mario
    marius mark marko markus marlon marshall martin marty marvin mason massimo mat mateo mateus mathias mathieu matt
    matteo matthew matthias mattias maurice mauricio max maxim maxime maximilian maxwell mehdi mehmet melvin merlin
    merv michael mick mickey miguel mihai mikael mike mikhael mikhail mikkel miklos miles milo milos milosh miloš
    milton mirko miro miroslav mitchell mohamed mohammed mohan mohsen monty mordecai mordechai morris morten mortimer
    moses moshe muhammad muhammed mukesh murad murray musa mustafa nabil nadim nadir naoki narendra nasir nat nate
    nathan nathaniel naveed nazim neal ned neil nelson nestor neville niall nicholas nick nicolas nicolo nigel nikhil
    nikita niklas nikola nikolai nikolaj nikos nilesh nils nnamdi noah noam noel norbert norman obadiah obi obinna
    octavius odin olaf olamide oleg olek oleksandr oliver olivier ollie olu omar omari orhan orlando orson osbert
    oscar oskar osman osmond ossian oswald otis otto owen oyelaran pablo paddy padraig pandit paolo parth pascal
    patrick patrik paul paulo pavel pavol pedro pekka percival percy peregrine perry petar pete peter petr phil
    phileas philip phillip pierce piero pierre piers pieter pietro piotr pradeep prakash pranav prem pål qasim quentin
    quincy radek rafael rafal rafe raghu rahim rahul raimund raj rajan rajesh rajiv rakesh ralph ramesh ramiro ramon
    randall randolph randy ranjit raoul raphael rashad rashed rashid raul ravi ray raymond raymund reg reggie reginald
    reinhard renato renzo rené reuben rex reynold rhys ricardo richard rick ricky rob robbie robert roberto roderick
    rodney roger rohan rohit roland rolando rolf roman romeo ronald ronan ronnie rory ross roy ruaridh ruben rudi
    rudolf rudolph rufus rui rune rupert ruslan russell rustam ryan ryo ryota saad sabri saeed sajid salim salman
    salvador salvatore sam samir samson samuel samuli sancho sandeep sandor sandy sanjay sanjeet sanjeev santiago
    santosh satish satoshi saul sayid scott sean sebastian selim septimus serge sergei sergio seth severin seymour
    shahid shane shankar shaun shawn sherlock shoaib sid sidney sigmund sigurd silas silvester silvio simeon simon
    sinan sinclair slobodan sol solomon soren spencer stan stanislav stanley stavros stefan stefano steffen stellan
    stepan stephen sterling steve steven stewart stig stuart subhash suleiman sundar suresh svein sven sylvester tad
    tadeo tadeusz tahir takashi takeshi tamas tanaka tancred tarek tariq taro tarquin tatsuo ted teddy teodor terence
    terje terrance terry thabo thaddeus theo theobald theodor theodore thierry thijs thom thomas thorin thorsten tiago
    tibor tihomir tim timo timothy timur tito titus tobiah tobias toby todd tom tomas tomasz tomislav tommy tony
    torben tore torsten toru toshiro travis trevor tristan tristram troy tunde turlough tyler tymon tyrone udo ugo ulf
    ulrich ulysses umar umberto uriah urs usman vaclav valentin valentine valerio vance vasco vasily vaughan veikko
    vernon victor vidar viggo vijay vikram viktor vinay vince vincent vincenzo vinod virgil virgilio vishal vitaly
    vito vlad vladimir vojtech volker waclaw wade waldo waleed walid wallace wally walt walter walther waqar warren
    watson wayne werner wes wesley wiebe wilbur wilfred wilfrid wilhelm wilhem will willard willem william willie
    willoughby willy wim winslow winston wojciech wojtek wolfgang wolfram woodrow xander xavier yakov yann yannick
    yannis yaroslav yasin yasir yefim yiannis yitzhak yohan yoichi yosef yoshi yukio yuri yusef yusuf yves zach
    zachary zack zafar zahir zaki zakir zane zbigniew zdenek zeke zenon zoltan zoran zubair
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
