"""Sentences and names written after the first rules, which were then mended by them."""

GIVEN = """
Evaristo Kennerth Dagny-Lo Sannamari Uljas Pentti Lumi Saija Áhkká Gáddjá Beaivi Sárrá Hamdan
Lujain Saffiya Ruqayah Shayma Khadar Sacdiyo Ifrax Cabdi Asli-Naima Hêvîn Şivan Zînê Peshawa
Farrokh Mahtab Golshid Jahangir Amela-Lejla Hasnija Refik Jagoda Przemysław Bronisława Stanisław
Zdzisława Mychajlo Halyna Ostap Myroslava Chaiwat Phueng Rattana Somporn Gebrekal Tsegay Feruz Rigat
Orhan Sümeyye Berrak Consuelo Xavier Maverick Paisley Jayden Brooklyn Kavya Ishaan Meiling Haruto
Alvina Tyr-Olof Gottfrid Ansgar Torgerd Rosmari Ellika Juno Jorun Ylwali Ebbalovis Svala Sigge-Bo
""".split()  # noqa: SIM905
FAMILY = """
Tengroth Skarpsvärd Mellqvist Ahlmarker Drakenberg Nääs Kihlgårdh Lövhöjden Rentzhog Tyrberg
Stoor Nutti Valkeapää Blindh Kitok Juuso Pulkkanen Särkijärvi Rautio Al-Hamdani Saadoun Hersi
Farax Dirie Barwari Hawrami Rostami Shirazi Delić Imamović Zukić Gajewski Zając Bondarenko Melnyk
Lysenko Chaiyasit Boonmee Habtemariam Woldu Çelik Aydın Adeyemi McAllister O'Donoghue de-la-Cruz
Montoya Hashani Gashi Gurung Takahashi Grön Vinge Stolpe Hammare Knapp Orre Svärd Lagerlöv
""".split()  # noqa: SIM905

TELLING = """
När {N} vårdades inneliggande informerades inte hemkommunen.
Utan att {N} visste om det ändrades tiden.
{S} föll mellan stolarna när ansvaret flyttades.
{S} och hennes syskon har inte fått den avlastning som utlovades.
{S}, som är 9 år, har väntat ett helt år.
{S} skulle enligt beslutet ha haft kontaktfamilj.
Trots upprepade kontakter med {N} hände inget.
{G} skolgång har fungerat dåligt sedan dess.
Vi var tre på mötet: {N}, {N} och jag.
Modern, {N}, är mycket orolig.
Barnets kontaktperson heter {N}.
Ingen hade talat om för {N} att planen var avslutad.
Enligt journalen träffade dr {N} barnet en enda gång.
Läkaren sa till {N}: ring någon annan.
Det är {G} tredje anmälan.
Flickan kallas {N} i skolan.
Jag, {N}, skriver detta som anhörig.
Kontakta gärna {N} vid frågor.
Hälsningar {N}
Namn: {N}
Handläggare: {N}
Tjejen ({I}) ville inte vara med.
Gällande elev {I} har vi inte fått någon återkoppling.
{I} hade inte fått kallelsen.
Vi vill att {C} får det stöd som behövs.
{CS}, 11 år, har varit hemma i ett halvår.
{CG} föräldrar är skilda och behöver var sin kallelse.
Ang. {C} ({PNR})
Fel personnr i remissen: {PNR} i stället för {PNR}.
Enligt folkbokföringen har barnet nummer {PNR}, vilket inte stämmer.
SMS skickades till {TEL} utan svar.
Skriv till {MAIL} om något är oklart.
Filmen finns på {LINK}.
Hembesöket på {ADDRESS} ställdes in.
De flyttade till {PLACE} i somras utan att någon överlämnade ärendet.
Skolskjutsen från {PLACE} fungerar inte.
Boendet ligger i {TOWN}, tio mil hemifrån.
Rektorn på {SCHOOL} har bytts ut två gånger.
Placeringen på {SCHOOL} avslutades i förtid.
{UNIT} har lovat att återkomma.
Hon flyttades från {CLASS} utan att föräldrarna fick veta det.
Avslaget kom {DATE}.
Utskrivningen skedde {DATE} utan utskrivningsmöte.
Vårt diarienummer är {REF}.
""".strip().splitlines()

PLAIN = """
Anhöriga har fått bära ett orimligt lass.
Skolskjutsen uteblev två morgnar i rad.
Tandvården hade ingen kännedom om den samordnade planen.
Ingen av verksamheterna tog på sig huvudansvaret, trots att rutinen är glasklar.
Kuratorsmottagningen hänvisade till Vårdcentralen som hänvisade tillbaka.
Efter sommaren hade tre olika vikarier haft ärendet.
Fritidsgården har öppet till kl 21 på vardagar.
Bemanningsläget är ansträngt och flera tjänster är vakanta.
Åtgärd: Chefen tar upp det på nästa APT.
Händelseförloppet i korthet:
Remissvaret låg kvar i inkorgen i Platina.
Utifrån Barnkonventionen artikel 3 borde barnets bästa ha prövats.
Elevhälsoteamet (EHT) träffas varannan torsdag.
Det gäller ett barn med NPF och språkstörning.
Orosanmälan gjordes men Mottagningsenheten lade ner den samma dag.
Även Stadsbyggnadskontoret var inkopplat av någon anledning.
Sekretessen användes som skäl för att inte svara.
Gränssnittet mellan HAB och BUP är fortfarande oklart.
Nattpersonalen rapporterade inte vidare.
Tolken uteblev, så samtalet fick föras på knagglig engelska.
Enligt Skollagen 3 kap. har eleven rätt till stöd.
Rektorerna i området har påtalat detta i ett år.
SBAR användes inte vid överrapporteringen.
Provsvaret var normalt.
Läkemedlet sattes ut utan plan för nedtrappning.
Familjebehandlaren hade semester v. 28–31.
Journalen visar att tre SIP har hållits på två år.
Gymnasiet saknar kurator sedan i augusti.
Vi fick 2 timmar i stället för 10, dvs. en femtedel.
Vardagen fungerar inte, och Föräldrastödet räcker inte till.
Syftet med insatsen var otydligt redan från början.
Pojkens mamma arbetar natt.
Beställningen gjordes i fel system, så ingen såg den.
Frånvaron har ökat från 10 % till 85 %.
""".strip().splitlines()
