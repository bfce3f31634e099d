/** What people write for a word that they heard right: the word, and how it is often misspelled. None is another word. */
export const MISSPELLINGS = `
  accommodate acommodate, achieve acheive, across accross, address adress, aggressive agressive, apparent apparant,
  appearance appearence, argument arguement, assassination assasination, basically basicaly, beginning begining,
  believe beleive, business buisness, calendar calender, caribbean carribean, cemetery cemetary, chauffeur chauffer,
  colleague collegue, coming comming, committee commitee, completely completly, conscious concious,
  curiosity curiousity, definitely definitly, dilemma dilema, disappear dissapear, disappoint dissapoint,
  ecstasy ecstacy, embarrass embarass, environment enviroment, existence existance, familiar familar, finally finaly,
  fluorescent florescent, foreign foriegn, foreseeable forseeable, forty fourty, forward foward, friend freind,
  further futher, gist jist, glamorous glamourous, government goverment, guard gaurd, happened happend,
  harass harrass, honorary honourary, humorous humerous, idiosyncrasy idiosyncracy, immediately immediatly,
  incidentally incidently, independent independant, interrupt interupt, irresistible irresistable,
  knowledge knowlege, liaise liase, lollipop lollypop, millennium millenium, neanderthal neandertal,
  necessary neccessary, noticeable noticable, occasion ocassion, occurred occured, occurrence occurence,
  pavilion pavillion, persistent persistant, pharaoh pharoah, piece peice, politician politican,
  portuguese portugese, possession posession, preferred prefered, propaganda propoganda, publicly publically,
  really realy, receive recieve, referred refered, religious religous, remember rember, resistance resistence,
  sense sence, separate seperate, siege seige, successful succesful, supersede supercede, surprise suprise,
  tattoo tatoo, tendency tendancy, therefore therefor, threshold threshhold, tomorrow tommorow, truly truely,
  unforeseen unforseen, unfortunately unfortunatly, until untill, weird wierd, which wich, people peopel,
  language languege, because becouse, beautiful beatiful, different diffrent, interesting intresting,
  restaurant restaraunt, february febuary, wednesday wensday, library libary, temperature temprature,
  vegetable vegtable, favorite favorit, example exampel, question qestion, children childern, minute minuite,
  woman womman, school shcool, teacher teacer, student studnet, important importent, expensive expencive,
  difficult dificult, possible posible, probably probaly, usually usualy, always allways, together togather,
  something somthing, nothing nothin, morning mornig, evening evning, family famly, mother mather, brother broter,
  husband husbend, country contry, money mony, water wather, breakfast brekfast, kitchen kichen, bedroom bedrom,
  window windo, picture pictur, yesterday yestarday, tomorrow tomorow, birthday birtday, holiday holliday,
  travel travle, airport airpot, station staion, hospital hospitol, doctor docter, medicine medicin, stomach stomack,
  exercise excercise, healthy helthy, delicious delicous, comfortable comfertable, dangerous dangrous,
  popular populer, famous famos, special specail, quickly quikly, carefully carefuly, suddenly suddenley,
  understand undestand, remember remeber, forget forgett, decide deside, explain explan, practice pratice,
  improve inprove, develop devolop, continue continu, describe discribe, experience experiance, opinion opinoin,
  problem probelm, information infomation, technology tecnology, computer computor, internet internett,
  science sience, history histroy, university univercity, engineer enginer, manager maneger, company compnay,
  customer custumer, product prodcut, service servise, market markit
`
  .trim()
  .split(/,\s+/u)
  .map((pair) => {
    const [word = '', misspelled = ''] = pair.split(' ')
    return [word, misspelled] as const
  })
