import { pairs } from './pairs.ts'

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

/** Words that follow no rule, "british:american". A form in -s follows from the one without. */
export const BRITISH_WORDS: ReadonlyMap<string, string> = pairs(`
  abridgement:abridgment acknowledgement:acknowledgment adaptor:adapter aeon:eon ageing:aging aluminium:aluminum
  analogue:analog appal:appall artefact:artifact axe:ax baulk:balk baulked:balked benefitted:benefited
  benefitting:benefiting burnt:burned carburettor:carburetor catalogue:catalog cauldron:caldron centrefold:centerfold
  centrepiece:centerpiece centring:centering cheque:check chilli:chili chillies:chilies connexion:connection
  cosier:cozier cosiest:coziest cosily:cozily cosiness:coziness cosy:cozy councillor:councilor cypher:cipher
  defence:defense dialogue:dialog dreamt:dreamed disc:disk distil:distill doughnut:donut draught:draft
  draughtsman:draftsman draughtsmen:draftsmen draughty:drafty enrol:enroll enrolment:enrollment enthral:enthrall
  epilogue:epilog flyer:flier focussed:focused focussing:focusing fulfil:fulfill fulfilment:fulfillment gramme:gram
  grey:gray greyer:grayer greyest:grayest greying:graying greyish:grayish guerrilla:guerilla impostor:imposter
  instalment:installment instil:instill jewellery:jewelry judgement:judgment judgemental:judgmental kerb:curb
  kerbside:curbside kidnapped:kidnaped kidnapping:kidnaping lasagne:lasagna learnt:learned licence:license
  leant:leaned leapt:leaped likeability:likability likeable:likable liquorice:licorice liveable:livable
  loveable:lovable manoeuvre:maneuver manoeuvred:maneuvered meagre:meager mediaeval:medieval mollusc:mollusk
  monologue:monolog moustache:mustache moustached:mustached nought:naught offence:offense omelette:omelet
  outmanoeuvre:outmaneuver pedlar:peddler phoney:phony practise:practice practised:practiced practising:practicing
  pretence:pretense programme:program prologue:prolog racquet:racket saleable:salable sizeable:sizable
  skilful:skillful skilfully:skillfully smelt:smelled sombre:somber spelt:spelled spilt:spilled spoilt:spoiled
  storey:story storeys:stories tonne:ton toxaemia:toxemia tranquillity:tranquility tyre:tire unpractised:unpracticed
  useable:usable vice:vise waggon:wagon whiskies:whiskeys whisky:whiskey wilful:willful wilfully:willfully
  woollen:woolen worshipped:worshiped worshipping:worshiping yoghurt:yogurt yoghourt:yogurt catalogued:cataloged
  cataloguing:cataloging defenceless:defenseless cancelation:cancellation kilogramme:kilogram grandad:granddad
  gipsy:gypsy gipsies:gypsies tsar:czar hiccough:hiccup routeing:routing jailor:jailer protestor:protester
  annexe:annex dyke:dike inflexion:inflection primaeval:primeval pyjama:pajama verandah:veranda travelogue:travelog
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

function endingIn(words: string): RegExp {
  return new RegExp(`(?:${words.replaceAll(' ', '|')})$`, 'u')
}
