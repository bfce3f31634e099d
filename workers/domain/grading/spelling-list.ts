/**
 * British and American pairs, "british:american". Stems take endings ("favour" covers "favourite", "favouring");
 * words stand alone. Only pairs that sound alike, or nearly ("learnt"), are here: "maths" and "math" are two
 * different things to hear.
 */
export const BRITISH_STEMS: ReadonlyMap<string, string> = pairs(`
  armour:armor behaviour:behavior clamour:clamor colour:color demeanour:demeanor discolour:discolor
  dishonour:dishonor endeavour:endeavor favour:favor flavour:flavor glamour:glamor harbour:harbor honour:honor
  humour:humor labour:labor misdemeanour:misdemeanor neighbour:neighbor odour:odor parlour:parlor rancour:rancor
  rigour:rigor rumour:rumor saviour:savior savour:savor splendour:splendor succour:succor tumour:tumor
  unfavour:unfavor valour:valor vapour:vapor vigour:vigor watercolour:watercolor ardour:ardor candour:candor
  fervour:fervor
  travell:travel cancell:cancel labell:label modell:model signall:signal counsell:counsel fuell:fuel levell:level
  quarrell:quarrel channell:channel dialled:dialed dialling:dialing duell:duel equall:equal funnell:funnel
  initiall:initial marshall:marshal panell:panel pedall:pedal rivall:rival shovell:shovel spirall:spiral
  swivell:swivel totalled:totaled totalling:totaling towell:towel tunnell:tunnel unravell:unravel gravell:gravel
  jewell:jewel marvell:marvel grovell:grovel snorkell:snorkel chisell:chisel bevell:bevel tinsell:tinsel
  mould:mold moult:molt smoulder:smolder plough:plow
`)

/** Beginnings after which anything may follow: "anaesthetic", "anaesthetist". */
export const BRITISH_BEGINNINGS: ReadonlyMap<string, string> = pairs(`
  anaesthe:anesthe paediatri:pediatri orthopaedi:orthopedi encyclopaedi:encyclopedi gynaecolog:gynecolog
  haemorrhag:hemorrhag archaeolog:archeolog manoeuvr:maneuver oestrogen:estrogen leukaemi:leukemi anaemi:anemi
  haemoglobin:hemoglobin haemophili:hemophili oesophag:esophag aesthetic:esthetic diarrhoea:diarrhea foet:fet
`)

export const BRITISH_WORDS: ReadonlyMap<string, string> = pairs(`
  centre:center centres:centers centred:centered centring:centering theatre:theater theatres:theaters
  metre:meter metres:meters litre:liter litres:liters fibre:fiber fibres:fibers calibre:caliber sombre:somber
  spectre:specter lustre:luster meagre:meager sabre:saber kilometre:kilometer kilometres:kilometers
  manoeuvre:maneuver manoeuvres:maneuvers manoeuvred:maneuvered centimetre:centimeter centimetres:centimeters millimetre:millimeter millimetres:millimeters
  amphitheatre:amphitheater
  catalogue:catalog catalogues:catalogs dialogue:dialog dialogues:dialogs analogue:analog monologue:monolog
  prologue:prolog epilogue:epilog
  defence:defense defences:defenses offence:offense offences:offenses licence:license licences:licenses
  pretence:pretense pretences:pretenses practise:practice practised:practiced practises:practices
  practising:practicing
  marvellous:marvelous marvellously:marvelously jewellery:jewelry woollen:woolen
  enrol:enroll enrols:enrolls enrolment:enrollment fulfil:fulfill fulfils:fulfills fulfilment:fulfillment
  skilful:skillful skilfully:skillfully wilful:willful wilfully:willfully instalment:installment
  instalments:installments distil:distill distils:distills instil:instill instils:instills appal:appall
  grey:gray greys:grays greyer:grayer greyish:grayish tyre:tire tyres:tires kerb:curb kerbs:curbs
  programme:program programmes:programs cheque:check cheques:checks pyjamas:pajamas
  cosy:cozy cosier:cozier cosiest:coziest sceptic:skeptic sceptics:skeptics sceptical:skeptical
  scepticism:skepticism moustache:mustache moustaches:mustaches storey:story storeys:stories
  draught:draft draughts:drafts draughty:drafty judgement:judgment judgements:judgments ageing:aging
  acknowledgement:acknowledgment likeable:likable loveable:lovable saleable:salable sizeable:sizable
  useable:usable gaol:jail yoghurt:yogurt yoghurts:yogurts whisky:whiskey whiskies:whiskeys doughnut:donut
  doughnuts:donuts artefact:artifact artefacts:artifacts disc:disk discs:disks axe:ax omelette:omelet
  omelettes:omelets sulphur:sulfur chilli:chili chillies:chilies
  learnt:learned burnt:burned spelt:spelled spoilt:spoiled smelt:smelled
  spilt:spilled
  mediaeval:medieval toxaemia:toxemia
  tranquillity:tranquility carburettor:carburetor councillor:councilor councillors:councilors
  worshipped:worshiped worshipping:worshiping kidnapped:kidnaped kidnapping:kidnaping
  focussed:focused focussing:focusing benefitted:benefited benefitting:benefiting
  cypher:cipher connexion:connection
  nought:naught racquet:racket racquets:rackets vice:vise
  gramme:gram grammes:grams tonne:ton tonnes:tons
`)

/** Words in "-ise" that are never written "-ize", up to the s. */
export const ONLY_ISE: ReadonlySet<string> = new Set(
  (
    'advertis advis appris aris chastis circumcis compris compromis concis demis devis disguis enterpris ' +
    'enfranchis excis exercis liais brais expertis exorcis franchis guis improvis incis likewis merchandis ' +
    'mortis nois otherwis paradis poise prais precis premis promis rais revis supervis surmis surpris televis treatis ' +
    'upris wis crui bruis crus cruis disenfranchis reprais apprais clockwis anticlockwis counterclockwis turquois ' +
    'tortois porpois pois vis supervis bris malais mayonnais valis crois anis vocalis reris sunris moonris highris'
  ).split(' '),
)

function pairs(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const pair of text.trim().split(/\s+/u)) {
    const [british = '', american = ''] = pair.split(':')
    found.set(british, american)
  }
  return found
}
