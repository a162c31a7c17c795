//! Questions that an answer puts to itself, as paragraphs of their own in unmarked texts: they stay in the answer, and what
//! the other asks stays a question. The texts and people are invented.

use inquit::interview::parse::{Format, parse};
use inquit::interview::{Interview, Role};
use inquit::text::CleanText;

use crate::recognition::exchanges_by;

fn read(text: &str) -> Interview {
    let interview = parse(&CleanText::new(text), Format::Text, None);
    assert_eq!(interview.check(), Ok(()));
    interview
}

const TALKS: [(&str, &[&str], usize, &str); 4] = [
    (
        "en",
        &["Was I afraid?", "And what did I do with it?", "Who would not?"],
        6,
        "How did you come to keep the lighthouse at Vardø?\n\nMy uncle kept it before me, and when his eyes went I read the log to him in the evenings until it was mine.\n\nWhat was your first winter like?\n\nLong. The boat came twice between November and March, and the second time it brought only letters for somebody else.\n\nWas I afraid?\n\nI was too busy to notice. The lamp eats a man's whole night, and by day you sleep like the dead.\n\nYou once found a bottle with money in it. What did you tell the police?\n\nThat I had found a bottle. Nobody asked about the inside of it, and I am not a talkative man.\n\nAnd what did I do with it?\n\nI bought a stove for the schoolhouse, which was colder than mine.\n\nDo you still climb the tower?\n\nEvery day, and I swear on each step. There are ninety-one of them, and every year they are steeper.\n\nWho would not?\n\nFrom up there the whole town is as small as it thinks it is.\n\nWho will keep it after you?\n\nA box with a light in it. They have shown it to me, and it is a very polite box.\n\nIs there something you would like to add?\n\nOnly that the sea is never the same colour twice, and that nobody has ever believed me when I say so.\n",
    ),
    (
        "de",
        &["War ich wütend?", "Und was habe ich ihm geantwortet?"],
        5,
        "Wie sind Sie zur Orgel gekommen?\n\nMein Vater hat die Bälge getreten, und ich durfte daneben sitzen, wenn ich still war. Ich war nicht oft still.\n\nWas hat Sie an der alten Orgel gestört?\n\nNichts, und gerade deshalb wollte man sie verkaufen. Eine Orgel, die niemanden stört, gilt bei uns als kaputt.\n\nWar ich wütend?\n\nIch habe drei Tage lang nur das tiefste Register gezogen, bis der Kirchenvorstand um ein Gespräch bat.\n\nKönnen Sie sich an dieses Gespräch erinnern?\n\nSehr gut. Der Vorsitzende sagte, Musik sei Geschmackssache, und der Geschmack der Mehrheit sei leise.\n\nUnd was habe ich ihm geantwortet?\n\nDass die Mehrheit am Sonntag ausschläft und ich für die anderen spiele.\n\nHaben Sie jemals daran gedacht, aufzuhören?\n\nJeden Sommer, wenn es in der Kirche kälter ist als draußen und die Touristen fragen, wo hier die Toiletten sind.\n\nWas geben Sie Ihren Schülern mit?\n\nEin Kissen und den Schlüssel. Alles andere steht in den Noten oder kommt von selbst.\n",
    ),
    (
        "fr",
        &["Est-ce que je regrette ?", "Et qu’ai-je trouvé ?"],
        5,
        "Comment êtes-vous devenue relieuse ?\n\nPar hasard. Je cherchais un abri un jour de pluie, et la porte de l’atelier était la seule ouverte de la rue.\n\nVous aviez quel âge ?\n\nDix-sept ans, et je savais déjà que je ne saurais jamais coudre un bouton. Un livre, c’est plus patient qu’un bouton.\n\nEst-ce que je regrette ?\n\nLes jours de colle, un peu. Elle sent le poisson jusque dans les cheveux, et les voisins le savent avant moi.\n\nQuel est le livre le plus étrange que vous ayez ouvert ?\n\nUn registre de phare, dont les pages du milieu étaient cousues ensemble. On me l’avait confié pour la couverture, mais je voulais voir.\n\nEt qu’ai-je trouvé ?\n\nDes recettes de confiture. Trente ans de confitures, avec le temps qu’il faisait ce jour-là.\n\nVos enfants reprendront-ils l’atelier ?\n\nMa fille lit sur un écran et mon fils ne lit pas. Ils viendront pour les confitures, je crois.\n\nQue diriez-vous à quelqu’un qui commence ?\n\nD’attendre un jour de pluie et de pousser les portes, l’une après l’autre, sans se presser.\n",
    ),
    (
        "es",
        &["¿Tengo miedo?", "¿Y qué hice yo?"],
        5,
        "¿Cómo llegó usted a la relojería?\n\nMi padre vendía paraguas, y en un pueblo donde no llueve hay que aprender otra cosa deprisa.\n\n¿Recuerda usted el primer reloj que arregló?\n\nEl de la estación. Llevaba once años parado a las cuatro, y la gente había aprendido a llegar siempre a las cuatro.\n\n¿Y qué hice yo?\n\nLo puse en hora y perdieron todos el tren. Tardaron un mes en perdonarme, y alguno todavía no me saluda.\n\n¿Qué le diría usted a un aprendiz?\n\nQue no mire nunca la hora mientras trabaja, porque entonces el reloj se da cuenta y se pone nervioso.\n\n¿Le preocupa a usted que ya nadie lleve reloj?\n\nUn poco, por las noches. De día tengo el taller lleno de relojes de pared que nadie quiere ver callados.\n\n¿Tengo miedo?\n\nDel silencio, sí. Una casa sin reloj es como una boca sin dientes, y hay muchas ya en este pueblo.\n\n¿Qué piensa hacer usted cuando cierre?\n\nDormir hasta las cuatro, como antes, y llegar tarde a todas partes sin dar explicaciones.\n",
    ),
];

#[test]
fn what_an_answer_asks_of_itself_stays_in_it() {
    for (language, own, exchanges, text) in TALKS {
        let interview = read(text);
        assert_eq!(interview.meta.language.as_deref(), Some(language));
        for question in own {
            let found = interview.paragraphs.iter().find(|paragraph| paragraph.text.as_str() == *question);
            assert_eq!(found.map(|paragraph| paragraph.role), Some(Role::Answer), "{language}: {question}");
        }
        // Every other paragraph with a question mark is asked.
        let marked = interview.paragraphs.iter().filter(|paragraph| paragraph.text.contains('?'));
        let asked = marked.filter(|paragraph| !own.contains(&paragraph.text.as_str()));
        assert!(
            asked.clone().all(|paragraph| paragraph.role == Role::Question),
            "{language}: {:?}",
            exchanges_by(&interview, 3)
        );
        assert_eq!(interview.exchanges.len(), exchanges, "{language}: {:?}", exchanges_by(&interview, 3));
    }
}

#[test]
fn customers_who_ask_of_themselves_are_not_taken_for_answers() {
    let interview = read(
        "Borrowing a boat\n\nDo I need a licence?\n\nNot for the small ones. For the two with a motor we ask for the paper and look at it as if we could read it.\n\nWhat do I do when it rains?\n\nThere is a bailer under the seat. If it rains for longer than an hour, come back, and we shall make tea.\n\nCan I take my dog?\n\nYes, if it can swim and if it knows that it can.\n\nWhere do I leave the key?\n\nIn the tin by the door. Everybody knows of the tin, and nobody has ever taken anything out of it.\n\nMay I go out at night?\n\nWith a lamp, and after telling somebody who will still be awake.\n",
    );
    assert_eq!(interview.exchanges.len(), 5, "{:?}", exchanges_by(&interview, 3));
}
