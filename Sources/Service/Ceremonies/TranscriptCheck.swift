// SPDX-License-Identifier: Apache-2.0
import Issuance

/// A transcript's commands as one script, for a shell with `openssl` and nothing else.
enum TranscriptCheck {
    static func script(_ claims: [TranscriptClaim], of transcript: CeremonyTranscript) -> String {
        let title = "\(transcript.document.act.rawValue) \(transcript.document.authority)"
        var lines = [
            "#!/bin/sh",
            "# \(title)",
            "# Needs openssl (1.1.1 or later; times need 3.0) and no part of Mohr. Exit code: 0 all as written, 1 not.",
        ]
        if transcript.isRehearsal {
            lines += [
                "echo 'REHEARSAL: the keys are gone, nothing here is to be relied on. تمرین: هیچ چیز آن معتبر نیست.'"
            ]
        }
        lines += [
            "case $0 in */*) cd -- \"${0%/*}\" || exit 1 ;; esac",
            "failed=0",
            "nl='",
            "'",
            "expect() {",
            "  seen=$(eval \"$2\" 2>&1)",
            "  case \"$nl$seen$nl\" in",
            "    *\"$nl$1$nl\"*) ;;",
            "    *) failed=1; printf 'FAILED  %s\\n  wanted: %s\\n  seen:   %s\\n' \"$2\" \"$1\" \"$seen\" ;;",
            "  esac",
            "}",
        ]
        lines += claims.map { "expect \(quoted($0.line)) \(quoted($0.command))" }
        lines += ["[ \"$failed\" = 0 ] && echo 'ALL AS WRITTEN'", "exit \"$failed\"", ""]
        return lines.joined(separator: "\n")
    }

    /// A shell's word; nothing in it means anything to the shell.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
