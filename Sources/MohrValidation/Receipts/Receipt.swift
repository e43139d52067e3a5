// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
public import JSON
import PKIX

/// Proof that a signature existed at a time: a statement and the RFC 3161 time stamp over exactly its bytes.
///
/// The token is the receipt's signature and its time. A receipt that was read says nothing yet: whether it is believed,
/// by whom it is and whether they could be believed then, is judged with the signature that it is about, by the same
/// rules as a time stamp inside the signature:
///
///     openssl ts -verify -data receipt.json -in receipt.tsr -token_in -CAfile root.pem -untrusted health.pem
///
/// - SeeAlso: RFC 3161 2.4.2; ETSI EN 319 102-1 5.6.2.3 (proofs of existence).
public struct Receipt: Sendable, Hashable {
    /// What is said.
    public let statement: ReceiptStatement

    /// The bytes that the token is over.
    public let encodedStatement: [UInt8]

    /// The time stamp: a ContentInfo in DER.
    public let token: [UInt8]

    /// The time that the token names: when the signature was first seen here.
    public let firstSeen: Instant

    /// Whether the token is over this statement; who made it is not asked here.
    public let isWhole: Bool

    /// Reads a receipt.
    ///
    /// - Parameters:
    ///   - statement: its canonical bytes.
    ///   - token: a ContentInfo in DER; 64 KB at most.
    /// - Throws: ``ReceiptError``.
    public init(statement: [UInt8], token: [UInt8]) throws(ReceiptError) {
        self.statement = try ReceiptStatement(checking: statement)
        guard token.count <= Self.maximumTokenBytes else { throw .token(offset: nil, "\(token.count) bytes") }
        do throws(PKIXError) {
            let stamp = try TimestampToken(der: token[...])
            firstSeen = stamp.info.genTime
            let imprint = stamp.info.messageImprint
            isWhole =
                imprint.hashAlgorithm.digestAlgorithm.map { $0.digest(statement) == imprint.hashedMessage } ?? false
        } catch {
            throw .token(offset: error.offset, CaseWords.of(error))
        }
        encodedStatement = statement
        self.token = token
    }

    /// Reads a receipt from a file or an answer.
    ///
    /// - Parameter value: the object that ``json`` gives, or one that has it as its member `receipt`, as the answer of
    ///   `POST /v1/verifications` does.
    /// - Throws: ``ReceiptError``.
    public init(reading value: JSONValue) throws(ReceiptError) {
        let inner = value["receipt"] ?? value
        let fields = ReceiptFields(inner)
        try self.init(statement: try fields.bytes("statement"), token: try fields.bytes("token"))
    }

    /// The receipt as it is sent and kept in files.
    public var json: JSONValue {
        [
            "firstSeen": .string(firstSeen.rfc3339),
            "statement": .string(Base64.encode(encodedStatement)),
            "token": .string(Base64.encode(token)),
        ]
    }

    /// The largest token that is read; bytes.
    public static let maximumTokenBytes = 65_536
}
