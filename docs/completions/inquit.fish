# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_inquit_global_optspecs
    string join \n part= format= encoding= max-size= as-recognised plain script= ascii theme= renderer= h/help V/version
end

function __fish_inquit_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_inquit_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_inquit_using_subcommand
    set -l cmd (__fish_inquit_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c inquit -n "__fish_inquit_needs_command" -l part -d 'Which text of a book that holds several; `inquit parts` lists them' -r
complete -c inquit -n "__fish_inquit_needs_command" -l format -d 'The format of the file, where it is not the one that its content seems to have' -r -f -a "text\t'Plain text'
markdown\t'Markdown'
html\t'A web page'
docx\t'Word'
odt\t'OpenDocument text'
rtf\t'RTF'
doc\t'Word before 2007, by a converter that is installed'
pdf\t'PDF'
epub\t'An e-book'
srt\t'Captions in SubRip'
vtt\t'Captions in WebVTT'
json\t'JSON of a program that transcribes, or of `inquit parse`'
yaml\t'YAML with a list of turns, or of questions and answers'
csv\t'A table with a row for each turn: CSV, or with tabs or semicolons'
tei\t'A transcript in TEI'"
complete -c inquit -n "__fish_inquit_needs_command" -l encoding -d 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed' -r
complete -c inquit -n "__fish_inquit_needs_command" -l max-size -d 'Most megabytes of the file; 64 without it' -r
complete -c inquit -n "__fish_inquit_needs_command" -l script -d 'Read line by line with the commands in a file, one a line; - for standard input' -r -F
complete -c inquit -n "__fish_inquit_needs_command" -l theme -d 'Colours: auto, dark, light or contrast' -r
complete -c inquit -n "__fish_inquit_needs_command" -l renderer -d 'What sends frames to the terminal: painter, or basic should a terminal not like it' -r -f -a "painter\t'The painter, which sends least'
basic\t'ratatui\'s own backend'"
complete -c inquit -n "__fish_inquit_needs_command" -l as-recognised -d 'With --plain: leave your corrections out'
complete -c inquit -n "__fish_inquit_needs_command" -l plain -d 'Read line by line, with commands in words; where the output is no terminal, print the interview as plain text'
complete -c inquit -n "__fish_inquit_needs_command" -l ascii -d 'ASCII signs only'
complete -c inquit -n "__fish_inquit_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_needs_command" -s V -l version -d 'Print version'
complete -c inquit -n "__fish_inquit_needs_command" -a "parse" -d 'Print how an interview was split, as JSON'
complete -c inquit -n "__fish_inquit_needs_command" -a "convert" -d 'Write an interview in another format'
complete -c inquit -n "__fish_inquit_needs_command" -a "parts" -d 'List the texts of a book that holds several'
complete -c inquit -n "__fish_inquit_needs_command" -a "find" -d 'Find every place where some words stand'
complete -c inquit -n "__fish_inquit_needs_command" -a "jump" -d 'Find what a few letters mean, as the key t does'
complete -c inquit -n "__fish_inquit_needs_command" -a "topics" -d 'Print what an interview is about: its topics by questions'
complete -c inquit -n "__fish_inquit_needs_command" -a "doctor" -d 'Say what this terminal and these folders can do, and what mends the rest'
complete -c inquit -n "__fish_inquit_needs_command" -a "config" -d 'Print the default settings, to copy to the settings file'
complete -c inquit -n "__fish_inquit_needs_command" -a "show" -d 'Print a question with its answer, or one paragraph'
complete -c inquit -n "__fish_inquit_needs_command" -a "quote" -d 'Print a paragraph as a citation'
complete -c inquit -n "__fish_inquit_needs_command" -a "marks" -d 'List your marks and notes on an interview, or join files of marks'
complete -c inquit -n "__fish_inquit_needs_command" -a "export" -d 'Write your marks and notes for other programs, or the interview as a source'
complete -c inquit -n "__fish_inquit_needs_command" -a "verify" -d 'Compare the quotations in a draft with the interviews they come from'
complete -c inquit -n "__fish_inquit_needs_command" -a "completions" -d 'Print what a shell needs to complete commands and options'
complete -c inquit -n "__fish_inquit_needs_command" -a "man" -d 'Print the manual page'
complete -c inquit -n "__fish_inquit_needs_command" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c inquit -n "__fish_inquit_using_subcommand parse" -l part -d 'Which text of a book that holds several; `inquit parts` lists them' -r
complete -c inquit -n "__fish_inquit_using_subcommand parse" -l format -d 'The format of the file, where it is not the one that its content seems to have' -r -f -a "text\t'Plain text'
markdown\t'Markdown'
html\t'A web page'
docx\t'Word'
odt\t'OpenDocument text'
rtf\t'RTF'
doc\t'Word before 2007, by a converter that is installed'
pdf\t'PDF'
epub\t'An e-book'
srt\t'Captions in SubRip'
vtt\t'Captions in WebVTT'
json\t'JSON of a program that transcribes, or of `inquit parse`'
yaml\t'YAML with a list of turns, or of questions and answers'
csv\t'A table with a row for each turn: CSV, or with tabs or semicolons'
tei\t'A transcript in TEI'"
complete -c inquit -n "__fish_inquit_using_subcommand parse" -l encoding -d 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed' -r
complete -c inquit -n "__fish_inquit_using_subcommand parse" -l max-size -d 'Most megabytes of the file; 64 without it' -r
complete -c inquit -n "__fish_inquit_using_subcommand parse" -l as-recognised -d 'Leave your corrections out'
complete -c inquit -n "__fish_inquit_using_subcommand parse" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_using_subcommand convert" -l to -d 'The format' -r -f -a "markdown\t'Markdown with `interview: 1`, which is read back exactly'
text\t'Numbered plain text'
vtt\t'Captions with voices; only where the interview has times'
json\t'What `inquit parse` prints'
html\t'One page without scripts'
tei\t'TEI, with `u` and `who`'
csv\t'A table with one paragraph a row'"
complete -c inquit -n "__fish_inquit_using_subcommand convert" -s o -l out -d 'A new file to write to; without it the text is printed' -r -F
complete -c inquit -n "__fish_inquit_using_subcommand convert" -l part -d 'Which text of a book that holds several; `inquit parts` lists them' -r
complete -c inquit -n "__fish_inquit_using_subcommand convert" -l format -d 'The format of the file, where it is not the one that its content seems to have' -r -f -a "text\t'Plain text'
markdown\t'Markdown'
html\t'A web page'
docx\t'Word'
odt\t'OpenDocument text'
rtf\t'RTF'
doc\t'Word before 2007, by a converter that is installed'
pdf\t'PDF'
epub\t'An e-book'
srt\t'Captions in SubRip'
vtt\t'Captions in WebVTT'
json\t'JSON of a program that transcribes, or of `inquit parse`'
yaml\t'YAML with a list of turns, or of questions and answers'
csv\t'A table with a row for each turn: CSV, or with tabs or semicolons'
tei\t'A transcript in TEI'"
complete -c inquit -n "__fish_inquit_using_subcommand convert" -l encoding -d 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed' -r
complete -c inquit -n "__fish_inquit_using_subcommand convert" -l max-size -d 'Most megabytes of the file; 64 without it' -r
complete -c inquit -n "__fish_inquit_using_subcommand convert" -l as-recognised -d 'Leave your corrections out'
complete -c inquit -n "__fish_inquit_using_subcommand convert" -l force -d 'Write over OUT where it is there already'
complete -c inquit -n "__fish_inquit_using_subcommand convert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_using_subcommand parts" -l format -d 'The format of the file, where it is not the one that its content seems to have' -r -f -a "text\t'Plain text'
markdown\t'Markdown'
html\t'A web page'
docx\t'Word'
odt\t'OpenDocument text'
rtf\t'RTF'
doc\t'Word before 2007, by a converter that is installed'
pdf\t'PDF'
epub\t'An e-book'
srt\t'Captions in SubRip'
vtt\t'Captions in WebVTT'
json\t'JSON of a program that transcribes, or of `inquit parse`'
yaml\t'YAML with a list of turns, or of questions and answers'
csv\t'A table with a row for each turn: CSV, or with tabs or semicolons'
tei\t'A transcript in TEI'"
complete -c inquit -n "__fish_inquit_using_subcommand parts" -l json -d 'Print JSON'
complete -c inquit -n "__fish_inquit_using_subcommand parts" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_using_subcommand find" -l context -d 'Sentences to print before and after the one with the words' -r
complete -c inquit -n "__fish_inquit_using_subcommand find" -l part -d 'Which text of a book that holds several; `inquit parts` lists them' -r
complete -c inquit -n "__fish_inquit_using_subcommand find" -l format -d 'The format of the file, where it is not the one that its content seems to have' -r -f -a "text\t'Plain text'
markdown\t'Markdown'
html\t'A web page'
docx\t'Word'
odt\t'OpenDocument text'
rtf\t'RTF'
doc\t'Word before 2007, by a converter that is installed'
pdf\t'PDF'
epub\t'An e-book'
srt\t'Captions in SubRip'
vtt\t'Captions in WebVTT'
json\t'JSON of a program that transcribes, or of `inquit parse`'
yaml\t'YAML with a list of turns, or of questions and answers'
csv\t'A table with a row for each turn: CSV, or with tabs or semicolons'
tei\t'A transcript in TEI'"
complete -c inquit -n "__fish_inquit_using_subcommand find" -l encoding -d 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed' -r
complete -c inquit -n "__fish_inquit_using_subcommand find" -l max-size -d 'Most megabytes of the file; 64 without it' -r
complete -c inquit -n "__fish_inquit_using_subcommand find" -l regex -d 'Take PATTERN as a regular expression'
complete -c inquit -n "__fish_inquit_using_subcommand find" -l word -d 'Whole words only'
complete -c inquit -n "__fish_inquit_using_subcommand find" -l answers -d 'Answers only'
complete -c inquit -n "__fish_inquit_using_subcommand find" -l json -d 'Print JSON'
complete -c inquit -n "__fish_inquit_using_subcommand find" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_using_subcommand jump" -l limit -d 'At most so many rows' -r
complete -c inquit -n "__fish_inquit_using_subcommand jump" -l only -d 'Only rows of this kind' -r -f -a "all\t'Everything'
topics\t'Topics'
questions\t'Questions'
answers\t'Paragraphs'
marks\t'Notes and bookmarks'"
complete -c inquit -n "__fish_inquit_using_subcommand jump" -l part -d 'Which text of a book that holds several; `inquit parts` lists them' -r
complete -c inquit -n "__fish_inquit_using_subcommand jump" -l format -d 'The format of the file, where it is not the one that its content seems to have' -r -f -a "text\t'Plain text'
markdown\t'Markdown'
html\t'A web page'
docx\t'Word'
odt\t'OpenDocument text'
rtf\t'RTF'
doc\t'Word before 2007, by a converter that is installed'
pdf\t'PDF'
epub\t'An e-book'
srt\t'Captions in SubRip'
vtt\t'Captions in WebVTT'
json\t'JSON of a program that transcribes, or of `inquit parse`'
yaml\t'YAML with a list of turns, or of questions and answers'
csv\t'A table with a row for each turn: CSV, or with tabs or semicolons'
tei\t'A transcript in TEI'"
complete -c inquit -n "__fish_inquit_using_subcommand jump" -l encoding -d 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed' -r
complete -c inquit -n "__fish_inquit_using_subcommand jump" -l max-size -d 'Most megabytes of the file; 64 without it' -r
complete -c inquit -n "__fish_inquit_using_subcommand jump" -l json -d 'Print JSON'
complete -c inquit -n "__fish_inquit_using_subcommand jump" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_using_subcommand topics" -l part -d 'Which text of a book that holds several; `inquit parts` lists them' -r
complete -c inquit -n "__fish_inquit_using_subcommand topics" -l format -d 'The format of the file, where it is not the one that its content seems to have' -r -f -a "text\t'Plain text'
markdown\t'Markdown'
html\t'A web page'
docx\t'Word'
odt\t'OpenDocument text'
rtf\t'RTF'
doc\t'Word before 2007, by a converter that is installed'
pdf\t'PDF'
epub\t'An e-book'
srt\t'Captions in SubRip'
vtt\t'Captions in WebVTT'
json\t'JSON of a program that transcribes, or of `inquit parse`'
yaml\t'YAML with a list of turns, or of questions and answers'
csv\t'A table with a row for each turn: CSV, or with tabs or semicolons'
tei\t'A transcript in TEI'"
complete -c inquit -n "__fish_inquit_using_subcommand topics" -l encoding -d 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed' -r
complete -c inquit -n "__fish_inquit_using_subcommand topics" -l max-size -d 'Most megabytes of the file; 64 without it' -r
complete -c inquit -n "__fish_inquit_using_subcommand topics" -s o -l out -d 'A new file to write to; without it the map is printed' -r -F
complete -c inquit -n "__fish_inquit_using_subcommand topics" -l csv -d 'A table for spreadsheets'
complete -c inquit -n "__fish_inquit_using_subcommand topics" -l json -d 'For other programs: every topic with its places, and the topics of each exchange'
complete -c inquit -n "__fish_inquit_using_subcommand topics" -l svg -d 'A picture'
complete -c inquit -n "__fish_inquit_using_subcommand topics" -l force -d 'Write over OUT where it is there already'
complete -c inquit -n "__fish_inquit_using_subcommand topics" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_using_subcommand doctor" -l json -d 'Print JSON'
complete -c inquit -n "__fish_inquit_using_subcommand doctor" -s h -l help -d 'Print help'
complete -c inquit -n "__fish_inquit_using_subcommand config" -s h -l help -d 'Print help'
complete -c inquit -n "__fish_inquit_using_subcommand show" -l part -d 'Which text of a book that holds several; `inquit parts` lists them' -r
complete -c inquit -n "__fish_inquit_using_subcommand show" -l format -d 'The format of the file, where it is not the one that its content seems to have' -r -f -a "text\t'Plain text'
markdown\t'Markdown'
html\t'A web page'
docx\t'Word'
odt\t'OpenDocument text'
rtf\t'RTF'
doc\t'Word before 2007, by a converter that is installed'
pdf\t'PDF'
epub\t'An e-book'
srt\t'Captions in SubRip'
vtt\t'Captions in WebVTT'
json\t'JSON of a program that transcribes, or of `inquit parse`'
yaml\t'YAML with a list of turns, or of questions and answers'
csv\t'A table with a row for each turn: CSV, or with tabs or semicolons'
tei\t'A transcript in TEI'"
complete -c inquit -n "__fish_inquit_using_subcommand show" -l encoding -d 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed' -r
complete -c inquit -n "__fish_inquit_using_subcommand show" -l max-size -d 'Most megabytes of the file; 64 without it' -r
complete -c inquit -n "__fish_inquit_using_subcommand show" -l json -d 'Print JSON'
complete -c inquit -n "__fish_inquit_using_subcommand show" -l as-recognised -d 'Leave your corrections out'
complete -c inquit -n "__fish_inquit_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_using_subcommand quote" -l form -d 'The form' -r -f -a "plain\t'The words, and who said them where'
chicago\t'A note in Chicago style'
chicago-bibliography\t'An entry of a bibliography in Chicago style'
mla\t'MLA 9: in the text, and the entry of the works cited'
apa\t'APA 7: in the text, and the entry of the references'
csl\t'A citation in CSL-JSON'
biblatex\t'An entry for BibLaTeX'
ris\t'A record in RIS'
markdown\t'A block quotation in Markdown'
org\t'A block quotation in Org'
webannotation\t'A Web Annotation in JSON-LD'"
complete -c inquit -n "__fish_inquit_using_subcommand quote" -l part -d 'Which text of a book that holds several; `inquit parts` lists them' -r
complete -c inquit -n "__fish_inquit_using_subcommand quote" -l format -d 'The format of the file, where it is not the one that its content seems to have' -r -f -a "text\t'Plain text'
markdown\t'Markdown'
html\t'A web page'
docx\t'Word'
odt\t'OpenDocument text'
rtf\t'RTF'
doc\t'Word before 2007, by a converter that is installed'
pdf\t'PDF'
epub\t'An e-book'
srt\t'Captions in SubRip'
vtt\t'Captions in WebVTT'
json\t'JSON of a program that transcribes, or of `inquit parse`'
yaml\t'YAML with a list of turns, or of questions and answers'
csv\t'A table with a row for each turn: CSV, or with tabs or semicolons'
tei\t'A transcript in TEI'"
complete -c inquit -n "__fish_inquit_using_subcommand quote" -l encoding -d 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed' -r
complete -c inquit -n "__fish_inquit_using_subcommand quote" -l max-size -d 'Most megabytes of the file; 64 without it' -r
complete -c inquit -n "__fish_inquit_using_subcommand quote" -l json -d 'Print JSON: the form as text, the words, and what is not known of the source'
complete -c inquit -n "__fish_inquit_using_subcommand quote" -l as-recognised -d 'Leave your corrections out'
complete -c inquit -n "__fish_inquit_using_subcommand quote" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_using_subcommand marks; and not __fish_seen_subcommand_from merge help" -l tag -d 'Only marks with this tag' -r
complete -c inquit -n "__fish_inquit_using_subcommand marks; and not __fish_seen_subcommand_from merge help" -l part -d 'Which text of a book that holds several; `inquit parts` lists them' -r
complete -c inquit -n "__fish_inquit_using_subcommand marks; and not __fish_seen_subcommand_from merge help" -l format -d 'The format of the file, where it is not the one that its content seems to have' -r -f -a "text\t'Plain text'
markdown\t'Markdown'
html\t'A web page'
docx\t'Word'
odt\t'OpenDocument text'
rtf\t'RTF'
doc\t'Word before 2007, by a converter that is installed'
pdf\t'PDF'
epub\t'An e-book'
srt\t'Captions in SubRip'
vtt\t'Captions in WebVTT'
json\t'JSON of a program that transcribes, or of `inquit parse`'
yaml\t'YAML with a list of turns, or of questions and answers'
csv\t'A table with a row for each turn: CSV, or with tabs or semicolons'
tei\t'A transcript in TEI'"
complete -c inquit -n "__fish_inquit_using_subcommand marks; and not __fish_seen_subcommand_from merge help" -l encoding -d 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed' -r
complete -c inquit -n "__fish_inquit_using_subcommand marks; and not __fish_seen_subcommand_from merge help" -l max-size -d 'Most megabytes of the file; 64 without it' -r
complete -c inquit -n "__fish_inquit_using_subcommand marks; and not __fish_seen_subcommand_from merge help" -l json -d 'Print one JSON object a line'
complete -c inquit -n "__fish_inquit_using_subcommand marks; and not __fish_seen_subcommand_from merge help" -l as-recognised -d 'Leave your corrections out'
complete -c inquit -n "__fish_inquit_using_subcommand marks; and not __fish_seen_subcommand_from merge help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_using_subcommand marks; and not __fish_seen_subcommand_from merge help" -a "merge" -d 'Join files of marks of one interview: nothing is lost, and nothing is there twice.'
complete -c inquit -n "__fish_inquit_using_subcommand marks; and not __fish_seen_subcommand_from merge help" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c inquit -n "__fish_inquit_using_subcommand marks; and __fish_seen_subcommand_from merge" -l into -d 'Take the marks in the files into those that are kept on this interview (its path, or that of its file of marks); nothing is printed, and the files stay as they are' -r -F
complete -c inquit -n "__fish_inquit_using_subcommand marks; and __fish_seen_subcommand_from merge" -s o -l out -d 'A new file to write to; without it the joined file is printed' -r -F
complete -c inquit -n "__fish_inquit_using_subcommand marks; and __fish_seen_subcommand_from merge" -l force -d 'Write over OUT where it is there already'
complete -c inquit -n "__fish_inquit_using_subcommand marks; and __fish_seen_subcommand_from merge" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_using_subcommand marks; and __fish_seen_subcommand_from help" -f -a "merge" -d 'Join files of marks of one interview: nothing is lost, and nothing is there twice.'
complete -c inquit -n "__fish_inquit_using_subcommand marks; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c inquit -n "__fish_inquit_using_subcommand export" -l to -d 'The format' -r -f -a "markdown\t'Quotations and notes, by question'
org\t'The same for Org'
csv\t'A table: question, time, first words, synopsis, keywords'
jsonl\t'One mark a line'
anki\t'Cards for Anki'
webannotation\t'A collection of Web Annotations'
csl\t'The interview as CSL-JSON'
biblatex\t'The interview as an entry for BibLaTeX'
ris\t'The interview as a record in RIS'"
complete -c inquit -n "__fish_inquit_using_subcommand export" -l template -d 'A text in which {quote}, {place}, {cite}, {note} and {tags} stand for what each mark has; also by its name in the folder of templates' -r -F
complete -c inquit -n "__fish_inquit_using_subcommand export" -l tag -d 'Only marks with this tag' -r
complete -c inquit -n "__fish_inquit_using_subcommand export" -l question -d 'Only marks on this question and its answer' -r
complete -c inquit -n "__fish_inquit_using_subcommand export" -s o -l out -d 'A new file to write to; without it the text is printed' -r -F
complete -c inquit -n "__fish_inquit_using_subcommand export" -l part -d 'Which text of a book that holds several; `inquit parts` lists them' -r
complete -c inquit -n "__fish_inquit_using_subcommand export" -l format -d 'The format of the file, where it is not the one that its content seems to have' -r -f -a "text\t'Plain text'
markdown\t'Markdown'
html\t'A web page'
docx\t'Word'
odt\t'OpenDocument text'
rtf\t'RTF'
doc\t'Word before 2007, by a converter that is installed'
pdf\t'PDF'
epub\t'An e-book'
srt\t'Captions in SubRip'
vtt\t'Captions in WebVTT'
json\t'JSON of a program that transcribes, or of `inquit parse`'
yaml\t'YAML with a list of turns, or of questions and answers'
csv\t'A table with a row for each turn: CSV, or with tabs or semicolons'
tei\t'A transcript in TEI'"
complete -c inquit -n "__fish_inquit_using_subcommand export" -l encoding -d 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed' -r
complete -c inquit -n "__fish_inquit_using_subcommand export" -l max-size -d 'Most megabytes of the file; 64 without it' -r
complete -c inquit -n "__fish_inquit_using_subcommand export" -l force -d 'Write over OUT where it is there already'
complete -c inquit -n "__fish_inquit_using_subcommand export" -l as-recognised -d 'Leave your corrections out'
complete -c inquit -n "__fish_inquit_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_using_subcommand verify" -l min-words -d 'Words from which on what stands in quotation marks must be found; shorter ones may be terms, titles or irony' -r
complete -c inquit -n "__fish_inquit_using_subcommand verify" -l part -d 'Which text of a book that holds several; `inquit parts` lists them' -r
complete -c inquit -n "__fish_inquit_using_subcommand verify" -l format -d 'The format of the file, where it is not the one that its content seems to have' -r -f -a "text\t'Plain text'
markdown\t'Markdown'
html\t'A web page'
docx\t'Word'
odt\t'OpenDocument text'
rtf\t'RTF'
doc\t'Word before 2007, by a converter that is installed'
pdf\t'PDF'
epub\t'An e-book'
srt\t'Captions in SubRip'
vtt\t'Captions in WebVTT'
json\t'JSON of a program that transcribes, or of `inquit parse`'
yaml\t'YAML with a list of turns, or of questions and answers'
csv\t'A table with a row for each turn: CSV, or with tabs or semicolons'
tei\t'A transcript in TEI'"
complete -c inquit -n "__fish_inquit_using_subcommand verify" -l encoding -d 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed' -r
complete -c inquit -n "__fish_inquit_using_subcommand verify" -l max-size -d 'Most megabytes of the file; 64 without it' -r
complete -c inquit -n "__fish_inquit_using_subcommand verify" -l json -d 'Print JSON'
complete -c inquit -n "__fish_inquit_using_subcommand verify" -l as-recognised -d 'Leave your corrections out'
complete -c inquit -n "__fish_inquit_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c inquit -n "__fish_inquit_using_subcommand man" -s h -l help -d 'Print help'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "parse" -d 'Print how an interview was split, as JSON'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "convert" -d 'Write an interview in another format'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "parts" -d 'List the texts of a book that holds several'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "find" -d 'Find every place where some words stand'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "jump" -d 'Find what a few letters mean, as the key t does'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "topics" -d 'Print what an interview is about: its topics by questions'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "doctor" -d 'Say what this terminal and these folders can do, and what mends the rest'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "config" -d 'Print the default settings, to copy to the settings file'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "show" -d 'Print a question with its answer, or one paragraph'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "quote" -d 'Print a paragraph as a citation'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "marks" -d 'List your marks and notes on an interview, or join files of marks'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "export" -d 'Write your marks and notes for other programs, or the interview as a source'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "verify" -d 'Compare the quotations in a draft with the interviews they come from'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "completions" -d 'Print what a shell needs to complete commands and options'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "man" -d 'Print the manual page'
complete -c inquit -n "__fish_inquit_using_subcommand help; and not __fish_seen_subcommand_from parse convert parts find jump topics doctor config show quote marks export verify completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c inquit -n "__fish_inquit_using_subcommand help; and __fish_seen_subcommand_from marks" -f -a "merge" -d 'Join files of marks of one interview: nothing is lost, and nothing is there twice.'
