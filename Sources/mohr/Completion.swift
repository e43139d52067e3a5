// SPDX-License-Identifier: Apache-2.0
import Service

/// `mohr completion bash|zsh|fish`: what the shell needs to finish commands and options.
enum Completion {
    static func write(for shell: String?, _ console: Console) -> ExitCode {
        switch shell {
        case "bash": console.say(bash)
        case "zsh": console.say("autoload -U +X bashcompinit && bashcompinit\n" + bash)
        case "fish": console.say(fish)
        default:
            let facts = ["option": "completion", "seen": shell ?? "", "allowed": "bash, zsh, fish"]
            console.complain(Catalogue.sentence("cli.usage.value", facts, in: console.language))
            return .usage
        }
        return .done
    }

    private static var names: [String] { Program.commands.map { $0.name } + ["help", "completion"] }

    private static func options(of command: any Command.Type) -> [String] {
        let shape = command.shape
        return shape.single.union(shape.repeated).union(shape.flags).sorted().map { "--\($0)" }
    }

    private static var bash: String {
        let cases = Program.commands.map { "    \($0.name)) words=\"\(options(of: $0).joined(separator: " "))\" ;;" }
        return """
            _mohr() {
              local words current="${COMP_WORDS[COMP_CWORD]}"
              if [ "$COMP_CWORD" -eq 1 ]; then words="\(names.joined(separator: " "))"; else
              case "${COMP_WORDS[1]}" in
            \(cases.joined(separator: "\n"))
              esac; fi
              COMPREPLY=($(compgen -W "$words" -- "$current"))
              [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
            }
            complete -o filenames -F _mohr mohr
            """
    }

    private static var fish: String {
        let commands = names.map { "complete -c mohr -n __fish_use_subcommand -a \($0)" }
        let options = Program.commands.flatMap { command in
            self.options(of: command).map { option in
                "complete -c mohr -n '__fish_seen_subcommand_from \(command.name)' -l \(option.dropFirst(2))"
            }
        }
        return (commands + options).joined(separator: "\n")
    }
}
