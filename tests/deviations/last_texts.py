"""Sentences and names written last, when the rules were done but for one."""

GIVEN = """
Alvin-Bo Brynhild Ejvor Sigbritt Torvald Gurli Hjördis-Mi Ingalill Vårdis Runa-Li Ylvalie Tuulikki
Raimond Pilvi Aslak Ánde Inger-Káre Niillas Mouna Tasneem Abdulmalik Hudhaifa Lubaba Yaaqub Cawil
Dahabo Geeddi Ilwaad Xaawo Rûken Berzan Helbest Niyan Parwana Shahrzad Iraj Homayoun Emsad Jusuf
Ramiza Hamza-Ali Bogumiła Kazimierz Radosław Jadwiga Zoriana Ihor Lesia Maksymilian Kanokwan Wichai
Prapaporn Thuy-Linh Bao Senait-Ruth Kibrom Zekarias Şule Bülent Ximena Rodrigo Tyreek Mackenzie
""".split()  # noqa: SIM905
FAMILY = """
Rosenhammar Isgård Kvickström Stormfält Brunnsjö Lejonhuvud Ulvsparre Trossö Norrhede Hanåker Fjällrud
Påve Valli Siikavuopio Heikkurinen Lahdenperä Bahrami-Lind Al-Tamimi Qasem Darwish Egal Gurey Samatar
Talabani Dizayee Moradi Sohrabi Ćosić Hodžić Memić Pawlak Grabowska Zieliński Hrytsenko Boyko
Panyarachun Saetang Asfaw Tewolde Korkmaz Şimşek Mensah Pemberton Mac-Intyre Guerrero Limani Hoti
Stille Vass Alvastra Hök Lans Kula Bodum Granar
""".split()  # noqa: SIM905

TELLING = """
Det framgår att {N} aldrig fick något besked.
Efter mötet tog {N} kontakt med chefen.
{S} beviljades stöd men det verkställdes inte.
{S} och skolan är inte överens.
{S} lämnades ensam med ansvaret.
{S} grät under hela samtalet.
Både {N} och {N} sjukskrev sig.
Hemtjänsten hälsade på hos {N} två gånger.
Planen för {N} hade inte delats.
{G} ärende blev liggande.
Under tiden försämrades {G} mående.
Pappan {N} fick inte lämna synpunkter.
Boendestödjaren {N} slutade utan att någon ersattes.
Deltagare: {N}, {N}
Kontaktuppgifter: {N}, {TEL}
Skrivet av {N}
Vh {N}
Killen ({I}) hamnade på fel avdelning.
Elev {I} saknar plats.
Vi i arbetslaget undrar hur {C} ska få hjälp.
{CS} har fått vänta i onödan.
{CG} utredning är försenad.
Journalen för {PNR} skickades till fel mottagare.
Patient: {C} {PNR}
Hon bor med sin pappa på {ADDRESS}.
Familjen kommer från {PLACE} och är ny i {TOWN}.
På {SCHOOL} finns ingen skolsköterska.
Enligt {UNIT} var kallelsen skickad.
Läraren i {CLASS} har larmat flera gånger.
Beslutet fattades {DATE} men expedierades inte.
Ring gärna {TEL}.
""".strip().splitlines()

PLAIN = """
Arbetsgruppen saknade mandat att fatta beslut.
Bristen på stödfamiljer är välkänd i länet.
Ingen läste meddelandet i 1177.
Ansökan låg i en låda under hela semesterperioden.
Dygnsvilan kunde inte säkerställas för nattpatrullen.
Utskrivningsplaneringen i Link startade för sent.
Avvikelsen rör samverkan mellan två huvudmän.
Regionens hjälpmedelsverksamhet hade stängt.
Flertalet insatser pausades när avtalet löpte ut.
Resultatet blev att barnet fick göra om provtagningen.
Gemensamma möten är svåra att få till när alla har fulla kalendrar.
Kostnadsfördelningen diskuterades i stället för behoven.
Telefontiden är 8–9 och det är alltid upptaget.
Riktlinjen från Socialstyrelsen följdes inte, se kap 3.
Åtgärdsprogrammet hade inte reviderats på ett år.
Rutinerna skiljer sig mellan Primärvården och Psykiatrin.
Svaret från myndigheten dröjde.
Väntrummet var fullt, och personalen stressad.
Missförståndet hade kunnat undvikas med ett samtal.
Sömnen är dålig och maten går inte ner.
""".strip().splitlines()
