// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import PKIX
import TestSupport
import XCTest

/// Mohr's path validation beside OpenSSL's: where the two differ, the reason is written down here.
final class PKITSSecondJudgeTests: XCTestCase {
    /// The cases that OpenSSL 3.0 refuses and Mohr, with the suite, accepts.
    private static let differences = [
        // RFC 3279 2.3.2, RFC 5280 6.1.4 (d) to (f): a DSA key without parameters takes those of its issuer's key.
        // OpenSSL does not hand them down and finds the key unusable.
        "4.1.5": "RFC 5280 6.1.4 (e): inherited DSA parameters",
        // RFC 5280 6.3.3 (f) asks for a path of the list issuer to the same anchor, itself with a list. Its own status
        // is on the list that it issues, as its certificate's distribution point says. OpenSSL lets no path of a list
        // issuer lead to another one ("[CRL path] CRL path validation error").
        "4.14.30": "RFC 5280 6.3.3 (f): a list issuer designated to state its own status",
    ]

    func testOpenSSLDiffersOnlyWhereTheClauseIsKnown() throws {
        let suite = try PKITSCases()
        let folder = try TemporaryFolder()
        var seen: [String] = []
        for item in suite.cases {
            let ours = try suite.judge(item).path != nil
            let theirs = try opensslAccepts(item, suite, folder)
            if ours != theirs { seen.append(item.id) }
        }
        print("OpenSSL agrees with Mohr on \(suite.cases.count - seen.count) of \(suite.cases.count)")
        XCTAssertEqual(Set(seen), Set(Self.differences.keys))
    }

    private func opensslAccepts(_ item: PKITSCases.Case, _ suite: PKITSCases, _ folder: TemporaryFolder) throws -> Bool
    {
        func bundle(_ kind: String, _ names: [String], _ label: String, _ file: String) throws -> String {
            let blocks = try names.map { name in
                PEM.encode([UInt8](try Data(contentsOf: suite.file(kind, name))), label: label)
            }
            return try folder.write(Array(blocks.joined()), to: file)
        }
        var arguments = ["verify", "-no-CApath", "-no-CAstore", "-attime"]
        arguments.append("\(PKITSCases.time.secondsSince1970)")
        arguments += ["-crl_check_all", "-use_deltas", "-extended_crl", "-policy_check"]
        // Without a policy OpenSSL 3.0 takes the user's set for empty.
        arguments += item.policies.flatMap { ["-policy", $0] }
        if item.explicitPolicy { arguments.append("-explicit_policy") }
        if item.inhibitMapping { arguments.append("-inhibit_map") }
        if item.inhibitAny { arguments.append("-inhibit_any") }
        arguments += ["-CAfile", try bundle("certs", [item.anchor], "CERTIFICATE", "anchor.pem")]
        if !item.intermediates.isEmpty {
            arguments += ["-untrusted", try bundle("certs", item.intermediates, "CERTIFICATE", "others.pem")]
        }
        arguments += ["-CRLfile", try bundle("crls", item.crls, "X509 CRL", "lists.pem")]
        arguments.append(try bundle("certs", [item.ee], "CERTIFICATE", "target.pem"))
        return try Shell.run("openssl", arguments).isSuccess
    }
}
