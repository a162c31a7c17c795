
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'inquit' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'inquit'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'inquit' {
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Which text of a book that holds several; `inquit parts` lists them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file, where it is not the one that its content seems to have')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'Most megabytes of the file; 64 without it')
            [CompletionResult]::new('--script', '--script', [CompletionResultType]::ParameterName, 'Read line by line with the commands in a file, one a line; - for standard input')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Colours: auto, dark, light or contrast')
            [CompletionResult]::new('--renderer', '--renderer', [CompletionResultType]::ParameterName, 'What sends frames to the terminal: painter, or basic should a terminal not like it')
            [CompletionResult]::new('--as-recognised', '--as-recognised', [CompletionResultType]::ParameterName, 'With --plain: leave your corrections out')
            [CompletionResult]::new('--plain', '--plain', [CompletionResultType]::ParameterName, 'Read line by line, with commands in words; where the output is no terminal, print the interview as plain text')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'ASCII signs only')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('parse', 'parse', [CompletionResultType]::ParameterValue, 'Print how an interview was split, as JSON')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Write an interview in another format')
            [CompletionResult]::new('parts', 'parts', [CompletionResultType]::ParameterValue, 'List the texts of a book that holds several')
            [CompletionResult]::new('find', 'find', [CompletionResultType]::ParameterValue, 'Find every place where some words stand')
            [CompletionResult]::new('jump', 'jump', [CompletionResultType]::ParameterValue, 'Find what a few letters mean, as the key t does')
            [CompletionResult]::new('topics', 'topics', [CompletionResultType]::ParameterValue, 'Print what an interview is about: its topics by questions')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Say what this terminal and these folders can do, and what mends the rest')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Print the default settings, to copy to the settings file')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print a question with its answer, or one paragraph')
            [CompletionResult]::new('quote', 'quote', [CompletionResultType]::ParameterValue, 'Print a paragraph as a citation')
            [CompletionResult]::new('marks', 'marks', [CompletionResultType]::ParameterValue, 'List your marks and notes on an interview, or join files of marks')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write your marks and notes for other programs, or the interview as a source')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Compare the quotations in a draft with the interviews they come from')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print what a shell needs to complete commands and options')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'inquit;parse' {
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Which text of a book that holds several; `inquit parts` lists them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file, where it is not the one that its content seems to have')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'Most megabytes of the file; 64 without it')
            [CompletionResult]::new('--as-recognised', '--as-recognised', [CompletionResultType]::ParameterName, 'Leave your corrections out')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'inquit;convert' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'A new file to write to; without it the text is printed')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'A new file to write to; without it the text is printed')
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Which text of a book that holds several; `inquit parts` lists them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file, where it is not the one that its content seems to have')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'Most megabytes of the file; 64 without it')
            [CompletionResult]::new('--as-recognised', '--as-recognised', [CompletionResultType]::ParameterName, 'Leave your corrections out')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Write over OUT where it is there already')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'inquit;parts' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file, where it is not the one that its content seems to have')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'inquit;find' {
            [CompletionResult]::new('--context', '--context', [CompletionResultType]::ParameterName, 'Sentences to print before and after the one with the words')
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Which text of a book that holds several; `inquit parts` lists them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file, where it is not the one that its content seems to have')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'Most megabytes of the file; 64 without it')
            [CompletionResult]::new('--regex', '--regex', [CompletionResultType]::ParameterName, 'Take PATTERN as a regular expression')
            [CompletionResult]::new('--word', '--word', [CompletionResultType]::ParameterName, 'Whole words only')
            [CompletionResult]::new('--answers', '--answers', [CompletionResultType]::ParameterName, 'Answers only')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'inquit;jump' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most so many rows')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Only rows of this kind')
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Which text of a book that holds several; `inquit parts` lists them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file, where it is not the one that its content seems to have')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'Most megabytes of the file; 64 without it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'inquit;topics' {
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Which text of a book that holds several; `inquit parts` lists them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file, where it is not the one that its content seems to have')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'Most megabytes of the file; 64 without it')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'A new file to write to; without it the map is printed')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'A new file to write to; without it the map is printed')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'A table for spreadsheets')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'For other programs: every topic with its places, and the topics of each exchange')
            [CompletionResult]::new('--svg', '--svg', [CompletionResultType]::ParameterName, 'A picture')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Write over OUT where it is there already')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'inquit;doctor' {
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'inquit;config' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'inquit;show' {
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Which text of a book that holds several; `inquit parts` lists them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file, where it is not the one that its content seems to have')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'Most megabytes of the file; 64 without it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('--as-recognised', '--as-recognised', [CompletionResultType]::ParameterName, 'Leave your corrections out')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'inquit;quote' {
            [CompletionResult]::new('--form', '--form', [CompletionResultType]::ParameterName, 'The form')
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Which text of a book that holds several; `inquit parts` lists them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file, where it is not the one that its content seems to have')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'Most megabytes of the file; 64 without it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON: the form as text, the words, and what is not known of the source')
            [CompletionResult]::new('--as-recognised', '--as-recognised', [CompletionResultType]::ParameterName, 'Leave your corrections out')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'inquit;marks' {
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only marks with this tag')
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Which text of a book that holds several; `inquit parts` lists them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file, where it is not the one that its content seems to have')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'Most megabytes of the file; 64 without it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object a line')
            [CompletionResult]::new('--as-recognised', '--as-recognised', [CompletionResultType]::ParameterName, 'Leave your corrections out')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Join files of marks of one interview: nothing is lost, and nothing is there twice.')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'inquit;marks;merge' {
            [CompletionResult]::new('--into', '--into', [CompletionResultType]::ParameterName, 'Take the marks in the files into those that are kept on this interview (its path, or that of its file of marks); nothing is printed, and the files stay as they are')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'A new file to write to; without it the joined file is printed')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'A new file to write to; without it the joined file is printed')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Write over OUT where it is there already')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'inquit;marks;help' {
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Join files of marks of one interview: nothing is lost, and nothing is there twice.')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'inquit;marks;help;merge' {
            break
        }
        'inquit;marks;help;help' {
            break
        }
        'inquit;export' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The format')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'A text in which {quote}, {place}, {cite}, {note} and {tags} stand for what each mark has; also by its name in the folder of templates')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Only marks with this tag')
            [CompletionResult]::new('--question', '--question', [CompletionResultType]::ParameterName, 'Only marks on this question and its answer')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'A new file to write to; without it the text is printed')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'A new file to write to; without it the text is printed')
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Which text of a book that holds several; `inquit parts` lists them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file, where it is not the one that its content seems to have')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'Most megabytes of the file; 64 without it')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Write over OUT where it is there already')
            [CompletionResult]::new('--as-recognised', '--as-recognised', [CompletionResultType]::ParameterName, 'Leave your corrections out')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'inquit;verify' {
            [CompletionResult]::new('--min-words', '--min-words', [CompletionResultType]::ParameterName, 'Words from which on what stands in quotation marks must be found; shorter ones may be terms, titles or irony')
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Which text of a book that holds several; `inquit parts` lists them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file, where it is not the one that its content seems to have')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How the letters of a text file are encoded, for example windows-1250; without it the file tells, or it is guessed')
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'Most megabytes of the file; 64 without it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('--as-recognised', '--as-recognised', [CompletionResultType]::ParameterName, 'Leave your corrections out')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'inquit;completions' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'inquit;man' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'inquit;help' {
            [CompletionResult]::new('parse', 'parse', [CompletionResultType]::ParameterValue, 'Print how an interview was split, as JSON')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Write an interview in another format')
            [CompletionResult]::new('parts', 'parts', [CompletionResultType]::ParameterValue, 'List the texts of a book that holds several')
            [CompletionResult]::new('find', 'find', [CompletionResultType]::ParameterValue, 'Find every place where some words stand')
            [CompletionResult]::new('jump', 'jump', [CompletionResultType]::ParameterValue, 'Find what a few letters mean, as the key t does')
            [CompletionResult]::new('topics', 'topics', [CompletionResultType]::ParameterValue, 'Print what an interview is about: its topics by questions')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Say what this terminal and these folders can do, and what mends the rest')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Print the default settings, to copy to the settings file')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print a question with its answer, or one paragraph')
            [CompletionResult]::new('quote', 'quote', [CompletionResultType]::ParameterValue, 'Print a paragraph as a citation')
            [CompletionResult]::new('marks', 'marks', [CompletionResultType]::ParameterValue, 'List your marks and notes on an interview, or join files of marks')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write your marks and notes for other programs, or the interview as a source')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Compare the quotations in a draft with the interviews they come from')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print what a shell needs to complete commands and options')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'inquit;help;parse' {
            break
        }
        'inquit;help;convert' {
            break
        }
        'inquit;help;parts' {
            break
        }
        'inquit;help;find' {
            break
        }
        'inquit;help;jump' {
            break
        }
        'inquit;help;topics' {
            break
        }
        'inquit;help;doctor' {
            break
        }
        'inquit;help;config' {
            break
        }
        'inquit;help;show' {
            break
        }
        'inquit;help;quote' {
            break
        }
        'inquit;help;marks' {
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Join files of marks of one interview: nothing is lost, and nothing is there twice.')
            break
        }
        'inquit;help;marks;merge' {
            break
        }
        'inquit;help;export' {
            break
        }
        'inquit;help;verify' {
            break
        }
        'inquit;help;completions' {
            break
        }
        'inquit;help;man' {
            break
        }
        'inquit;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
