// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import Service

/// Asks for a passphrase or a PIN at the terminal, without showing what is typed.
enum PassphrasePrompt {
    /// Asks for the passphrase of keys, once.
    ///
    /// - Throws: ``CommandFailure`` when standard input is no terminal, or ends.
    static func ask(
        _ console: Console, _ question: String = "cli.passphrase.ask", _ facts: [String: String] = [:]
    ) throws -> Passphrase {
        try ask(Catalogue.sentence(question, facts, in: console.language), otherwise: "cli.passphrase.noTerminal")
    }

    /// Asks for a token's PIN, once.
    ///
    /// - Throws: ``CommandFailure`` when standard input is no terminal, or ends.
    static func askPIN(of token: PKCS11URI, _ console: Console) throws -> Passphrase {
        try ask(
            Catalogue.sentence("cli.pin.ask", ["token": "\(token)"], in: console.language),
            otherwise: "cli.pin.noTerminal")
    }

    /// Whether there is a terminal to ask at.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 }

    /// Asks for the code that came to the holder's telephone.
    ///
    /// - Throws: ``CommandFailure`` when standard input is no terminal, or ends.
    static func askCode(_ console: Console) throws -> String {
        try line(Catalogue.sentence("cli.code.ask", in: console.language), otherwise: "cli.code.noTerminal")
    }

    private static func ask(_ question: String, otherwise key: String) throws -> Passphrase {
        Passphrase(Array(try line(question, otherwise: key).utf8))
    }

    private static func line(_ question: String, otherwise key: String) throws -> String {
        guard canAsk else { throw CommandFailure(.usage, key) }
        Output.write(question.utf8, to: .standardError)
        var shown = termios()
        unsafe tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        let line = readLine(strippingNewline: true)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
        Output.write("\n".utf8, to: .standardError)
        guard let line else { throw CommandFailure(.usage, key) }
        return line
    }
}
