// SPDX-License-Identifier: Apache-2.0

/// One command of stock programs that a stranger runs in the unpacked folder.
///
/// Every command ends with status 0 when it came out as the report says; one that shows a failure looks for the words
/// in which the program says so, so that a missing program never passes for it.
struct PackCheck {
    /// The catalogue's key of what it shows, in words.
    let key: String
    /// What belongs into the sentence.
    let facts: [String: String]
    /// One line for `sh`, of this program's own words and file names only.
    let command: String

    init(_ key: String, _ command: String, _ facts: [String: String] = [:]) {
        self.key = "pack.check.\(key)"
        self.command = command
        self.facts = facts
    }

    /// `check.sh`.
    static func script(_ checks: [PackCheck]) -> PackFile {
        var text = """
            #!/bin/sh
            # Checks this evidence pack with sha256sum, grep and openssl (1.1.1 or newer) alone. CHECK.txt says what each shows.
            # Run it where the pack was unpacked: sh check.sh
            cd "$(dirname "$0")" || exit 2
            wrong=0
            check() {
              if sh -c "$2" >/dev/null 2>&1; then echo "as expected      $1"; else echo "NOT AS EXPECTED  $1"; wrong=1; fi
            }

            """
        for (index, check) in checks.enumerated() {
            let words = Catalogue.sentence(check.key, check.facts, in: .english).filter { $0 != "'" }
            text += "check '\(index + 1). \(words)' '\(check.command)'\n"
        }
        text += """
            [ "$wrong" = 0 ] && echo "Everything came out as the report says." || echo "Something did not come out as the report says."
            exit "$wrong"

            """
        return PackFile(PackNames.checkScript, text)
    }

    /// `CHECK.txt`.
    static func text(_ checks: [PackCheck]) -> PackFile {
        var text = ""
        for language in [Language.persian, .english] {
            text += Catalogue.sentence("pack.check.intro", in: language) + "\n\n"
            for (index, check) in checks.enumerated() {
                text += "\(index + 1). \(Catalogue.sentence(check.key, check.facts, in: language))\n"
                text += "   $ \(check.command)\n"
            }
            text += "\n"
        }
        return PackFile(PackNames.checkText, text)
    }

    /// What is run of `check.sh` and `CHECK.txt`, without the sentences for people in them: two editions differ in those.
    ///
    /// A sentence stands in `check.sh` between the first two single quotes of a line that begins with `check '`, and holds
    /// none itself; in `CHECK.txt` it is every line but those that begin with `   $ `.
    static func withoutWords(_ file: [UInt8]) -> [String] {
        let lines = String(decoding: file, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let isScript = lines.first == "#!/bin/sh"
        return lines.compactMap { line in
            guard isScript else { return line.hasPrefix("   $ ") ? String(line) : nil }
            let parts = line.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
            return parts.count == 3 && parts[0] == "check " ? "check \(parts[2])" : String(line)
        }
    }
}
