
use builtin;
use str;

set edit:completion:arg-completer[inquit] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'inquit'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'inquit'= {
            cand --part 'Which text of a book that holds several; `inquit parts` lists them'
            cand --format 'The format of the file, where it is not the one that its content seems to have'
            cand --encoding 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed'
            cand --max-size 'Most megabytes of the file; 64 without it'
            cand --script 'Read line by line with the commands in a file, one a line; - for standard input'
            cand --theme 'Colours: auto, dark, light or contrast'
            cand --renderer 'What sends frames to the terminal: painter, or basic should a terminal not like it'
            cand --as-recognised 'With --plain: leave your corrections out'
            cand --plain 'Read line by line, with commands in words; where the output is no terminal, print the interview as plain text'
            cand --ascii 'ASCII signs only'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand parse 'Print how an interview was split, as JSON'
            cand convert 'Write an interview in another format'
            cand parts 'List the texts of a book that holds several'
            cand find 'Find every place where some words stand'
            cand jump 'Find what a few letters mean, as the key t does'
            cand topics 'Print what an interview is about: its topics by questions'
            cand doctor 'Say what this terminal and these folders can do, and what mends the rest'
            cand config 'Print the default settings, to copy to the settings file'
            cand show 'Print a question with its answer, or one paragraph'
            cand quote 'Print a paragraph as a citation'
            cand marks 'List your marks and notes on an interview, or join files of marks'
            cand export 'Write your marks and notes for other programs, or the interview as a source'
            cand verify 'Compare the quotations in a draft with the interviews they come from'
            cand completions 'Print what a shell needs to complete commands and options'
            cand man 'Print the manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'inquit;parse'= {
            cand --part 'Which text of a book that holds several; `inquit parts` lists them'
            cand --format 'The format of the file, where it is not the one that its content seems to have'
            cand --encoding 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed'
            cand --max-size 'Most megabytes of the file; 64 without it'
            cand --as-recognised 'Leave your corrections out'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'inquit;convert'= {
            cand --to 'The format'
            cand -o 'A new file to write to; without it the text is printed'
            cand --out 'A new file to write to; without it the text is printed'
            cand --part 'Which text of a book that holds several; `inquit parts` lists them'
            cand --format 'The format of the file, where it is not the one that its content seems to have'
            cand --encoding 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed'
            cand --max-size 'Most megabytes of the file; 64 without it'
            cand --as-recognised 'Leave your corrections out'
            cand --force 'Write over OUT where it is there already'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'inquit;parts'= {
            cand --format 'The format of the file, where it is not the one that its content seems to have'
            cand --json 'Print JSON'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'inquit;find'= {
            cand --context 'Sentences to print before and after the one with the words'
            cand --part 'Which text of a book that holds several; `inquit parts` lists them'
            cand --format 'The format of the file, where it is not the one that its content seems to have'
            cand --encoding 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed'
            cand --max-size 'Most megabytes of the file; 64 without it'
            cand --regex 'Take PATTERN as a regular expression'
            cand --word 'Whole words only'
            cand --answers 'Answers only'
            cand --json 'Print JSON'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'inquit;jump'= {
            cand --limit 'At most so many rows'
            cand --only 'Only rows of this kind'
            cand --part 'Which text of a book that holds several; `inquit parts` lists them'
            cand --format 'The format of the file, where it is not the one that its content seems to have'
            cand --encoding 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed'
            cand --max-size 'Most megabytes of the file; 64 without it'
            cand --json 'Print JSON'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'inquit;topics'= {
            cand --part 'Which text of a book that holds several; `inquit parts` lists them'
            cand --format 'The format of the file, where it is not the one that its content seems to have'
            cand --encoding 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed'
            cand --max-size 'Most megabytes of the file; 64 without it'
            cand -o 'A new file to write to; without it the map is printed'
            cand --out 'A new file to write to; without it the map is printed'
            cand --csv 'A table for spreadsheets'
            cand --json 'For other programs: every topic with its places, and the topics of each exchange'
            cand --svg 'A picture'
            cand --force 'Write over OUT where it is there already'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'inquit;doctor'= {
            cand --json 'Print JSON'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'inquit;config'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'inquit;show'= {
            cand --part 'Which text of a book that holds several; `inquit parts` lists them'
            cand --format 'The format of the file, where it is not the one that its content seems to have'
            cand --encoding 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed'
            cand --max-size 'Most megabytes of the file; 64 without it'
            cand --json 'Print JSON'
            cand --as-recognised 'Leave your corrections out'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'inquit;quote'= {
            cand --form 'The form'
            cand --part 'Which text of a book that holds several; `inquit parts` lists them'
            cand --format 'The format of the file, where it is not the one that its content seems to have'
            cand --encoding 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed'
            cand --max-size 'Most megabytes of the file; 64 without it'
            cand --json 'Print JSON: the form as text, the words, and what is not known of the source'
            cand --as-recognised 'Leave your corrections out'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'inquit;marks'= {
            cand --tag 'Only marks with this tag'
            cand --part 'Which text of a book that holds several; `inquit parts` lists them'
            cand --format 'The format of the file, where it is not the one that its content seems to have'
            cand --encoding 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed'
            cand --max-size 'Most megabytes of the file; 64 without it'
            cand --json 'Print one JSON object a line'
            cand --as-recognised 'Leave your corrections out'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand merge 'Join files of marks of one interview: nothing is lost, and nothing is there twice.'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'inquit;marks;merge'= {
            cand --into 'Take the marks in the files into those that are kept on this interview (its path, or that of its file of marks); nothing is printed, and the files stay as they are'
            cand -o 'A new file to write to; without it the joined file is printed'
            cand --out 'A new file to write to; without it the joined file is printed'
            cand --force 'Write over OUT where it is there already'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'inquit;marks;help'= {
            cand merge 'Join files of marks of one interview: nothing is lost, and nothing is there twice.'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'inquit;marks;help;merge'= {
        }
        &'inquit;marks;help;help'= {
        }
        &'inquit;export'= {
            cand --to 'The format'
            cand --template 'A text in which {quote}, {place}, {cite}, {note} and {tags} stand for what each mark has; also by its name in the folder of templates'
            cand --tag 'Only marks with this tag'
            cand --question 'Only marks on this question and its answer'
            cand -o 'A new file to write to; without it the text is printed'
            cand --out 'A new file to write to; without it the text is printed'
            cand --part 'Which text of a book that holds several; `inquit parts` lists them'
            cand --format 'The format of the file, where it is not the one that its content seems to have'
            cand --encoding 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed'
            cand --max-size 'Most megabytes of the file; 64 without it'
            cand --force 'Write over OUT where it is there already'
            cand --as-recognised 'Leave your corrections out'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'inquit;verify'= {
            cand --min-words 'Words from which on what stands in quotation marks must be found; shorter ones may be terms, titles or irony'
            cand --part 'Which text of a book that holds several; `inquit parts` lists them'
            cand --format 'The format of the file, where it is not the one that its content seems to have'
            cand --encoding 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed'
            cand --max-size 'Most megabytes of the file; 64 without it'
            cand --json 'Print JSON'
            cand --as-recognised 'Leave your corrections out'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'inquit;completions'= {
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'inquit;man'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'inquit;help'= {
            cand parse 'Print how an interview was split, as JSON'
            cand convert 'Write an interview in another format'
            cand parts 'List the texts of a book that holds several'
            cand find 'Find every place where some words stand'
            cand jump 'Find what a few letters mean, as the key t does'
            cand topics 'Print what an interview is about: its topics by questions'
            cand doctor 'Say what this terminal and these folders can do, and what mends the rest'
            cand config 'Print the default settings, to copy to the settings file'
            cand show 'Print a question with its answer, or one paragraph'
            cand quote 'Print a paragraph as a citation'
            cand marks 'List your marks and notes on an interview, or join files of marks'
            cand export 'Write your marks and notes for other programs, or the interview as a source'
            cand verify 'Compare the quotations in a draft with the interviews they come from'
            cand completions 'Print what a shell needs to complete commands and options'
            cand man 'Print the manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'inquit;help;parse'= {
        }
        &'inquit;help;convert'= {
        }
        &'inquit;help;parts'= {
        }
        &'inquit;help;find'= {
        }
        &'inquit;help;jump'= {
        }
        &'inquit;help;topics'= {
        }
        &'inquit;help;doctor'= {
        }
        &'inquit;help;config'= {
        }
        &'inquit;help;show'= {
        }
        &'inquit;help;quote'= {
        }
        &'inquit;help;marks'= {
            cand merge 'Join files of marks of one interview: nothing is lost, and nothing is there twice.'
        }
        &'inquit;help;marks;merge'= {
        }
        &'inquit;help;export'= {
        }
        &'inquit;help;verify'= {
        }
        &'inquit;help;completions'= {
        }
        &'inquit;help;man'= {
        }
        &'inquit;help;help'= {
        }
    ]
    $completions[$command]
}
