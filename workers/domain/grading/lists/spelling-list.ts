// Only spellings that sound alike, or nearly ("learnt"), are here: "maths" and "math" are two different things to hear.

/** Words that double their l before an ending in British spelling only: "travelling", but "calling" everywhere. */
export const DOUBLED_L: ReadonlySet<string> = new Set(
  (
    'apparel backpedal barrel bedevil bejewel bevel cancel carol cavil channel chisel counsel cruel cudgel devil dial ' +
    'disembowel dishevel drivel duel enamel equal flannel fuel funnel gambol gravel grovel gruel imperil ' +
    'initial jewel kennel label level libel marshal marvel medal metal mislabel model panel parcel pedal pencil peril ' +
    'pummel quarrel ravel refuel remodel revel rival shovel shrivel signal snivel snorkel spiral stencil swivel ' +
    'symbol tinsel total towel trammel travel trowel tunnel unravel victual weasel yodel'
  ).split(' '),
)

/** Beginnings after which anything may follow: "anaesthetic", "anaesthetist". */
export const BRITISH_BEGINNINGS: ReadonlyMap<string, string> = pairs(`
  aesthetic:esthetic amoeb:ameb caesarean:cesarean callisthenic:calisthenic homoeo:homeo snowplough:snowplow anaemi:anemi anaesthe:anesthe archaeolog:archeolog caesium:cesium chequebook:checkbook
  chequer:checker diarrhoea:diarrhea draughts:drafts encyclopaedi:encyclopedi enquir:inquir faec:fec
  fibreglass:fiberglass foet:fet gaol:jail gynaecolog:gynecolog haem:hem leukaemi:leukemi manoeuvr:maneuver
  mould:mold moult:molt oedema:edema oesophag:esophag oestr:estr orthopaedi:orthopedi paediatri:pediatri
  paedophil:pedophil palaeo:paleo plough:plow sceptic:skeptic smoulder:smolder sulph:sulf tranquillis:tranquiliz
`)

/** Words that follow no rule, "british:american". */
export const BRITISH_WORDS: ReadonlyMap<string, string> = pairs(`
  abridgement:abridgment acknowledgement:acknowledgment adaptor:adapter adaptors:adapters aeon:eon aeons:eons
  ageing:aging aluminium:aluminum analogue:analog appal:appall artefact:artifact artefacts:artifacts axe:ax baulk:balk baulked:balked
  benefitted:benefited benefitting:benefiting burnt:burned carburettor:carburetor catalogue:catalog
  catalogues:catalogs cauldron:caldron centrefold:centerfold centrepiece:centerpiece centring:centering cheque:check
  cheques:checks chilli:chili chillies:chilies connexion:connection cosier:cozier cosiest:coziest cosily:cozily
  cosiness:coziness cosy:cozy councillor:councilor councillors:councilors cypher:cipher defence:defense
  defences:defenses dialogue:dialog dreamt:dreamed dialogues:dialogs disc:disk discs:disks distil:distill distils:distills
  doughnut:donut doughnuts:donuts draught:draft draughts:drafts draughtsman:draftsman draughtsmen:draftsmen
  draughty:drafty enrol:enroll enrolment:enrollment enrols:enrolls enthral:enthrall enthrals:enthralls
  epilogue:epilog flyer:flier flyers:fliers focussed:focused focussing:focusing fulfil:fulfill
  fulfilment:fulfillment fulfils:fulfills gramme:gram grammes:grams grey:gray greyer:grayer greyest:grayest
  greying:graying greyish:grayish greys:grays guerrilla:guerilla guerrillas:guerillas impostor:imposter
  impostors:imposters instalment:installment instalments:installments instil:instill instils:instills
  jewellery:jewelry judgement:judgment judgemental:judgmental judgements:judgments kerb:curb kerbs:curbs
  kerbside:curbside kidnapped:kidnaped kidnapping:kidnaping lasagne:lasagna learnt:learned licence:license
  licences:licenses leant:leaned leapt:leaped likeability:likability likeable:likable liquorice:licorice liveable:livable loveable:lovable
  manoeuvre:maneuver manoeuvred:maneuvered manoeuvres:maneuvers meagre:meager mediaeval:medieval mollusc:mollusk
  molluscs:mollusks monologue:monolog moustache:mustache moustached:mustached moustaches:mustaches nought:naught
  offence:offense offences:offenses omelette:omelet omelettes:omelets outmanoeuvre:outmaneuver
  outmanoeuvres:outmaneuvers pedlar:peddler pedlars:peddlers phoney:phony practise:practice practised:practiced
  practises:practices practising:practicing pretence:pretense pretences:pretenses programme:program
  programmes:programs prologue:prolog pyjamas:pajamas racquet:racket racquets:rackets saleable:salable
  sizeable:sizable skilful:skillful skilfully:skillfully smelt:smelled sombre:somber spelt:spelled spilt:spilled
  spoilt:spoiled storey:story storeys:stories tonne:ton tonnes:tons toxaemia:toxemia tranquillity:tranquility
  tyre:tire tyres:tires unpractised:unpracticed useable:usable vice:vise waggon:wagon whiskies:whiskeys
  whisky:whiskey wilful:willful wilfully:willfully woollen:woolen worshipped:worshiped worshipping:worshiping
  yoghurt:yogurt yoghurts:yogurts yoghourt:yogurt yoghourts:yogurts catalogued:cataloged cataloguing:cataloging
  defenceless:defenseless cancelation:cancellation cancelations:cancellations kilogramme:kilogram kilogrammes:kilograms
  cyphers:ciphers grandad:granddad grandads:granddads gipsy:gypsy gipsies:gypsies tsar:czar tsars:czars
  hiccough:hiccup hiccoughs:hiccups routeing:routing jailor:jailer jailors:jailers protestor:protester
  protestors:protesters annexe:annex dyke:dike dykes:dikes inflexion:inflection primaeval:primeval pyjama:pajama
  verandah:veranda travelogue:travelog
`)

/**
 * How words in "-ise" end, up to the s, that are never written "-ize", with or without a prefix ("unwise",
 * "undisguised"): either no Greek "-ize" at all, or nouns.
 */
export const NEVER_IZE = endingIn(
  'wis rais prais pris advis devis revis vertis chastis circumcis concis excis incis precis promis ' +
    'premis surmis demis chemis remis despis disguis guis quis franchis exercis improvis supervis televis ' +
    'merchandis paradis expertis treatis practis nois pois tortois turquois liais brais chais malais ' +
    'mayonnais polonais ceris cruis bruis unris oonris trellis haggis pelvis penis dermis mantis ' +
    'chrysalis cannabis clematis',
)

function pairs(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const pair of text.trim().split(/\s+/u)) {
    const [british = '', american = ''] = pair.split(':')
    found.set(british, american)
  }
  return found
}

function endingIn(words: string): RegExp {
  return new RegExp(`(?:${words.replaceAll(' ', '|')})$`, 'u')
}
