// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import Service

/// Asks for a passphrase at the terminal, without showing what is typed.
enum PassphrasePrompt {
    /// Asks once.
    ///
    /// - Throws: ``CommandFailure`` when standard input is no terminal, or ends.
    static func ask(
        _ console: Console, _ question: String = "cli.passphrase.ask", _ facts: [String: String] = [:]
    ) throws -> Passphrase {
        guard isatty(STDIN_FILENO) == 1 else {
            throw CommandFailure(.usage, "cli.passphrase.noTerminal")
        }
        FileHandle.standardError.write(
            Data(Catalogue.sentence(question, facts, in: console.language).utf8))
        var shown = termios()
        unsafe tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        let line = readLine(strippingNewline: true)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
        FileHandle.standardError.write(Data("\n".utf8))
        guard let line else { throw CommandFailure(.usage, "cli.passphrase.noTerminal") }
        return Passphrase(Array(line.utf8))
    }
}
