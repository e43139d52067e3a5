// SPDX-License-Identifier: Apache-2.0
import DER
import JSON
import Records
import Service

/// `mohr backup`: copies a home while it is served.
enum BackupCommand: Command {
    static let name = "backup"
    static let synopsis = [
        "--home DIR --out DIR [--config FILE] [--with-keys] [--json]", "--check DIR [--sha256 HEX] [--json]",
    ]
    static let examples = [
        "mohr backup --home /var/lib/mohr --out /mnt/elsewhere/mohr-2026-11-22",
        "mohr backup --check /mnt/elsewhere/mohr-2026-11-22 --sha256 5f1c…",
    ]
    static let shape = Arguments.Shape(
        single: ["config", "home", "out", "check", "sha256"], flags: ["json", "with-keys"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let manifest: BackupManifest
        if let folder = arguments["check"] {
            manifest = try HomeRestoration.check(folder, digest: arguments["sha256"])
        } else {
            let house = try HouseArguments(arguments)
            try house.mustBeThere()
            let out = try arguments.required("out")
            let records = try Records(lookingAt: house.home, house.configuration)
            defer { records.close() }
            manifest = try HomeBackup(house.home, records).make(
                in: out, withKeys: arguments.has("with-keys"), at: .now())
        }
        if arguments.has("json") {
            console.write(
                JSONWriter.bytes(
                    [
                        "manifestSHA256": .string(manifest.digest), "created": .string(manifest.created.rfc3339),
                        "files": .integer(Int64(manifest.files.count)), "bytes": .integer(Int64(manifest.byteCount)),
                        "logSize": .integer(Int64(manifest.logSize)), "keys": .boolean(manifest.hasKeys),
                    ], .indented))
            return .done
        }
        console.say(
            arguments["check"] == nil ? "backup.made" : "backup.whole",
            [
                "files": "\(manifest.files.count)", "bytes": "\(manifest.byteCount)", "size": "\(manifest.logSize)",
                "created": manifest.created.rfc3339, "sha256": manifest.digest,
            ])
        console.say(manifest.hasKeys ? "backup.withKeys" : "backup.withoutKeys", [:])
        return .done
    }
}
