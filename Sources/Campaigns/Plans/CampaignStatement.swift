// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import Records

/// The texts that stand for a campaign: what its plan's digest is made of, and what officers sign.
///
///     mohr campaign plan v1 LF                            mohr campaign approval v1 LF
///     campaign: <name> LF                                 campaign: <name> LF
///     document-sha256: <64 hexadecimal digits> LF         plan-sha256: <64 hexadecimal digits> LF
///     members: <number> LF                                members: <number> LF
///     members-sha256: <64 hexadecimal digits> LF          officer: <identifier> LF
///
/// The document's digest stands for what is done, to whom and how fast; the members' for who they are and in which
/// order. So what was approved is what is done.
public enum CampaignStatement {
    /// The plan's digest.
    ///
    /// - Parameters:
    ///   - name: the campaign's.
    ///   - documentSHA256: of the file and the lists that it names.
    ///   - members: how many there are.
    ///   - membersSHA256: over them in their order.
    /// - Returns: SHA-256; 32 bytes.
    public static func planSHA256(
        name: String, documentSHA256: [UInt8], members: Int, membersSHA256: [UInt8]
    ) -> [UInt8] {
        DigestAlgorithm.sha256.digest(
            bytes([
                "mohr campaign plan v1", "campaign: \(name)", "document-sha256: \(Hex.encode(documentSHA256))",
                "members: \(members)", "members-sha256: \(Hex.encode(membersSHA256))",
            ]))
    }

    /// What an officer signs to approve a campaign.
    ///
    /// - Parameters:
    ///   - campaign: planned.
    ///   - officer: the officer's identifier.
    /// - Returns: ASCII, unhashed.
    public static func approval(of campaign: CampaignRecord, by officer: String) -> [UInt8] {
        bytes([
            "mohr campaign approval v1", "campaign: \(campaign.id)", "plan-sha256: \(Hex.encode(campaign.planSHA256))",
            "members: \(campaign.members)", "officer: \(officer)",
        ])
    }

    private static func bytes(_ lines: [String]) -> [UInt8] { lines.flatMap { Array($0.utf8) + [0x0A] } }
}
