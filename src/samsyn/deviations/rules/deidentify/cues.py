"""Which words say that the next one is a person, a place or a unit? Pure."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that stand before a name.
CALLED = _words("heter hette namn namnet kallas kallad döpt")
PERSONS = _words("""
    mamma mamman mammas mor modern moder pappa pappan far fadern fader syster systern bror
    brodern lillebror storebror lillasyster storasyster syskonet syskon barnet barn flickan
    flicka pojken pojke eleven elev dottern dotter sonen son mormor morfar farmor farfar moster
    faster morbror farbror kusinen kusin läraren lärare rektor rektorn kuratorn kurator läkaren
    läkare doktor dr psykologen psykolog handläggaren handläggare socialsekreteraren
    socialsekreterare sjuksköterskan sjuksköterska skolsköterskan skolsköterska samordnaren
    samordnare chefen chef enhetschefen enhetschef mentorn mentor kontaktperson kontaktpersonen
    assistenten assistent specialpedagogen specialpedagog patienten patient ungdomen kollegan
    kollega vårdnadshavaren vårdnadshavare styvpappa styvmamma bonuspappa bonusmamma tjejen tjej
    killen kille logopeden logoped pedagogen pedagog fritidsledaren personen person brukaren
    tolken tolk gode man fru herr
""")
#: Words that end a report, or stand on a form before a name.
LABELS = (
    PERSONS
    | CALLED
    | _words("""
    mvh vh hälsn hälsningar hälsning av från till undertecknad signatur sign rapportör anmälare
    ansvarig kontakt deltagare närvarande kallade elevens barnets patientens bästa
""")
)
#: What persons do: after a capitalised word that begins a sentence.
DOES = _words("""
    föll faller försvann försökte försöker önskar önskade ställde ställer satt sitter stod står låg
    ligger led lider slog uteblev fortsatte fortsätter hjälpte hjälper saknade trivs trivdes
    ringde ringer sa säger sade berättar berättade uppger uppgav kommer var är har hade vill
    ville mår mådde går gick fick får blev blir deltog deltar undrar undrade svarade svarar
    skrev skriver meddelade slutade behöver behövde träffade bor bodde heter tycker tyckte
    upplever upplevde saknar väntar väntade mejlade kontaktade tog tar skulle ska kan kunde
    vägrade placerades skrevs föddes flyttade flyttar lämnade hämtade hämtas bad besökte anser
    ansåg känner kände orkar orkade sov sover grät gråter började börjar själv också inte
    arbetar arbetade jobbar jobbade bokade kallade kallades tackade nekade sökte söker
    förklarade frågade frågar visste vet höll lovade skickade skickar ansvarar följer följde
    glömde påtalade framförde beskrev beskriver menar menade tror trodde reagerade utreddes
    utreds
""")
#: What belongs to a person: after a genitive that begins a sentence.
OWNED = _words("""
    mamma pappa mor far föräldrar syskon syster bror mormor morfar farmor farfar lärare mentor
    skola förskola plan klass familj hem behov stöd läkare telefon nummer journal remiss
    handläggare kurator rektor sip möte ärende utredning medicin frånvaro tur vårdnadshavare
    insats insatser beslut samtycke önskemål tid anteckning anteckningar chef kollega svar mejl
    dotter son situation mående skolgång
""")
#: Words before a place.
IN_PLACE = _words("i mellan utanför nära kring runt inom")
MAYBE_PLACE = _words("på till från mot vid över och ur")
LIVES = _words(
    "bor bo bott bosatt flyttat flytta flyttar flyttade familjehem placerad orten byn stan kommit"
)
PLACE_FORM = tuple(
    _words("""
    sund vik viken ås åsen näs näset köping stad hamn torp dal dalen dalar älv älven sele bruk
    bygden by byn sjö sjön ström ö ön öar bo ånger hed heden mo mon fors berget böle träsk lund
    holm holmen rike
""")
)
#: Parts of names that are written small.
PARTICLES = _words("von af al el van der bin ibn abu ben ul ud ad")
BETWEEN = PARTICLES | _words("de di da du la le dos del den ter of")
#: Before a single letter that is no initial.
LETTERED = _words("""
    plan typ grupp nivå vitamin hepatit alternativ alt bilaga hus sal lag avdelning avd del steg
    fas kod klass linje port uppgång trappa influensa block kategori prio prioritet betyg punkt
""")
#: Parts of school names that say which sort of school, and no more.
SORTS_OF_SCHOOL = _words("""
    grund för hög sär gymnasie gymnasiesär grundsär lågstadie mellanstadie högstadie resurs fri
    anpassade anpassad by musik kultur sommar sim hem kommun folkhög same special träning
    tränings sjukhus dag natt kvälls kväll hel skid dans rid idrotts idrott bild språk distans
    internat öppna familje stor små yrkes yrkeshög vuxen förskole lant naturbruks naturbruk kör
    trafik körkorts lov läxhjälps vård sjuk mål grannskap hembygds bas ny nya hemma vanliga
    ordinarie ursprungs mottagar gymnasium friluft montessori waldorf lek barn hela
""")
#: Words that a person's name often follows, but not only that.
WITH = (
    PERSONS
    | CALLED
    | _words("med av till för hos efter från och åt kring om var blev kallade jag av mellan")
)
#: What somebody's name is joined to when it names a matter.
CASE = _words("ärendet ärende ärenden fallet fall frågan mötet planen")
#: Words before a signature.
GREETINGS = _words("mvh vh hälsningar hälsning hälsn undertecknad sign")
#: Listed names that as a rule are something else where a sentence begins.
NEVER_ALONE = _words("hans mina man in ingen vi en era min")
#: What the name of a street or a school may begin with.
HEADS = _words("""
    sankt sankta s st t norra södra östra västra stora lilla gamla nya nedre övre mellersta
""")
#: What is named beside a person: after `och`.
BESIDE = _words("hennes hans jag hen familjen mamma pappa mamman pappan syskonen föräldrarna")
