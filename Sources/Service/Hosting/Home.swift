// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Issuance

/// Where a house keeps its things: the folder that `--home` names.
///
///     DIR/records/                          the records
///     DIR/keys/<name>.key.pem               encrypted PKCS#8, one an authority, responder or listener
///     DIR/keys/prescription-ids.key         32 bytes in hex, made when first needed
///     DIR/keys/channel.key                  32 bytes in hex, made when first needed: what codes and links are worked out from
///     DIR/certificates/<name>.pem           the certificates that go with them
///     DIR/answers/                          answers of status responders, signed ahead
///     DIR/log.vkey                          the public key that the audit log's head is signed with
///     DIR/evidence/                         papers of applicants, sealed; their key is keys/evidence.key
///     DIR/state/                            how each process that serves the home said it is, and its metrics
///     DIR/lists/                            the revocation lists that are out, as files
///     DIR/mohr.json5                        the configuration that the tree was grown with, if it was grown by the demo
///     DIR/story/                            what the demo shows
public struct Home: Sendable, Hashable {
    /// The folder.
    public let path: String

    /// Names a folder; nothing is made yet.
    public init(_ path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// The folder of keys and certificates.
    public var folder: HomeFolder { HomeFolder(path: path) }

    /// The key of an authority, a responder or a listener.
    public func key(_ name: String) -> String { folder.keyPath(name) }

    /// The certificate that goes with a key.
    public func certificate(_ name: String) -> String { folder.certificatePath(name) }

    /// The configuration beside the tree.
    public var configuration: String { "\(path)/mohr.json5" }

    /// What the demo shows.
    public var story: String { "\(path)/story" }

    /// The public half of the key that signs the audit log's head, `name+keyID+base64`: what others check the log with.
    public var logKey: String { "\(path)/log.vkey" }

    /// The revocation lists that are out, as files.
    public var lists: String { "\(path)/lists" }

    /// Answers of status responders, signed ahead.
    public var answers: String { "\(path)/answers" }

    /// How each process that serves the home said it is.
    public var state: String { "\(path)/state" }

    /// The key under which the records keep prescriptions' ids.
    public var prescriptionKey: String { "\(path)/keys/prescription-ids.key" }

    /// The key that codes and links are worked out from.
    public var channelKey: String { "\(path)/keys/channel.key" }

    /// Papers of applicants, sealed.
    public var evidence: String { "\(path)/evidence" }

    /// A path from the configuration: relative ones lie in the home.
    public func file(_ relative: String) -> String {
        relative.hasPrefix("/") ? relative : "\(path)/\(relative)"
    }

    /// The name of the TLS listener's key and certificate.
    public static let officeListener = "office-listener"

    /// The name of the time-stamping unit's key and certificate, and of its numbers on record.
    public static let timestampUnit = "timestamps"

    /// The name of the key that signs the audit log's head; it has no certificate.
    public static let log = "log"

    /// The name of an authority's status responder.
    public static func responder(of authority: String) -> String { "\(authority)-ocsp" }
}
