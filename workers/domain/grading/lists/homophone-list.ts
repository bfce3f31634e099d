/**
 * Words that sound the same, a group of them between two commas. Chosen by hand from the groups that the CMU Pronouncing
 * Dictionary (package cmu-pronouncing-dictionary 3.0.0, BSD) gives for common words; what is merely two spellings of one
 * word is in `spelling-list.ts`. Plurals are not listed: "bears" and "bares" follow from "bear" and "bare".
 */
export const HOMOPHONES: readonly string[] = `
  poor pour,capital capitol,canon cannon,hangar hanger,war wore,sink sync,finnish finish,greece grease,wales whales wails,
  wax whacks,cheap cheep,fort fought,shore sure,serf surf,sloe slow,rome roam,cypress cyprus,thai tie,czech check,gym jim,
  plum plumb,burro burrow,mantle mantel,populace populous,rapper wrapper,taper tapir,worst wurst,
  acts axe ax,ad add,adds ads,addition edition,affect effect,aid aide,ail ale,air heir,aisle i'll isle,
  allowed aloud,altar alter,ant aunt,arc ark,ate eight,aural oral,aye eye i,bail bale,ball bawl,band banned,
  bard barred,bare bear,baring bearing,base bass,based baste,bazaar bizarre,be bee b,beach beech,beat beet,
  beau bow,been bin,berries buries,berry bury,berth birth,better bettor,billed build,bite byte bight,blew blue,
  bloc block,boar bore,board bored,boarder border,bold bowled,bolder boulder,born borne,bough bow,boy buoy,
  brake break,braking breaking,bread bred,brews bruise,bridal bridle,brows browse,bus buss,bussed bust,but butt,
  buy by bye,cache cash,canvas canvass,carat carrot caret karat,cast caste,caught court,cede seed,ceiling sealing,
  cell sell,cellar seller,censor sensor,cent scent sent,cents sense scents,cereal serial,chance chants,
  chased chaste,chews choose,chilly chili,choir quire,choral coral,chord cord cored,chute shoot,cite sight site,
  clause claws,climb clime,close clothes,coarse course,colonel kernel,complement compliment,core corps,
  council counsel,councilor counselor,creak creek,crews cruise,cue queue q,currant current,cymbal symbol,dam damn,
  days daze,dear deer,dew do due,desert dessert,die dye,died dyed,discreet discrete,discus discuss,doe dough,
  dual duel,ducked duct,dyeing dying,earn urn,elicit illicit,ensure insure,ewe yew you u,eyed i'd,faint feint,
  fair fare,fate fete,faze phase,fazed phased,feat feet,find fined,fir fur,fisher fissure,flair flare,flea flee,
  flew flu flue,flour flower,for fore four,foreword forward,formally formerly,forth fourth,foul fowl,freed fried,
  frees freeze frieze,gait gate,genes jeans,gilt guilt,gnu knew new,gorilla guerilla guerrilla,grate great,grater greater,
  groan grown,guessed guest,guise guys,hail hale,hair hare,hall haul,halve have,hay hey,he'll heal heel,hear here,
  heard herd,heroin heroine,hi high,higher hire,him hymn,hoard horde,hoarse horse,hold holed,hole whole,
  holy wholly holey,hour our,hue hew,idle idol,in inn,incite insight,it's its,jam jamb,key quay,kneed need knead,
  kneading needing,knight night,knot not,know no,knows nose noes,lacks lax,lain lane,larva lava,lead led,
  leak leek,leased least,lessen lesson,let's lets,liar lyre,lie lye,lightning lightening,links lynx,load lode,
  loan lone,low lo,made maid,mail male,main mane,maize maze mays,mall maul,manner manor,marshal martial,
  meat meet mete,medal meddle,metal mettle,might mite,mince mints,mind mined,miner minor,missed mist,moan mown,
  mode mowed,moose mousse,morning mourning,muscle mussel,naval navel,nay neigh,none nun,oar or ore,ode owed,
  oh owe o,one won,overdo overdue,overseas oversees,paced paste,packed pact,packs pacts,pail pale,pain pane,
  pair pare pear,palate palette pallet,passed past,patience patients,pause paws,pea pee p,peace piece,
  peak peek pique,peal peel,pearl purl,pedal peddle,peer pier,per purr,pi pie,plain plane,pleas please,pole poll,
  pore pour,practice practise,praise prays preys,pray prey,presence presents,pride pried,pries prize,
  prince prints,principal principle,profit prophet,pros prose,quarts quartz,rain reign rein,raise rays raze,
  raised razed,rap wrap,rapped rapt wrapped,read red,read reed,real reel,rest wrest,retch wretch,review revue,
  right rite wright write,ring wring,road rode rowed,roe row,role roll,root route,rose rows roes,rote wrote,
  rough ruff,rout route,rung wrung,rye wry,sac sack,sail sale,sauce source,scene seen,sea see c,seam seem,
  seas sees seize,sew so sow,shear sheer,shoe shoo,side sighed,sighs size,sign sine,slay sleigh,sleight slight,
  soar sore,soared sword,sole soul seoul,some sum,son sun,staid stayed,stair stare,stake steak,stalk stork,
  stationary stationery,steal steel,step steppe,stile style,storey story,straight strait,suite sweet,
  sundae sunday,tacked tact,tacks tax,tail tale,taught taut,tea tee t,team teem,tear tier,tear tare,tense tents,
  their there they're,theirs there's,threw through,throne thrown,throes throws,thyme time,tic tick,tide tied,
  to too two,toad toed towed,toe tow,told tolled,tracked tract,troop troupe,undo undue,vain vane vein,vale veil,
  vary very,verses versus,vial vile,wade weighed,wail whale,waist waste,wait weight,waive wave,ware wear where,
  warn worn,way weigh,we wee,we'd weed,we'll wheel,we've weave,weak week,weakly weekly,weather whether,wet whet,
  which witch,whine wine,whirled world,whither wither,who's whose,why y,whoa woe,wood would,you'll yule,yoke yolk,
  yore your you're,are r,gee g,jay j,facts fax
`
  .trim()
  .split(/,\s*/u)
