// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// What is to be signed, as it goes on record.
public struct IssuanceDraft: Sendable, Hashable {
    /// The TBSCertificate in DER: exactly what the key will sign.
    public let tbs: [UInt8]

    /// The same TBSCertificate signed by a throw-away key, which the lints saw; DER.
    public let lintCertificate: [UInt8]

    /// What the holder is found by.
    public let subject: SubjectKeys

    /// As in the TBSCertificate.
    public let validity: Validity

    /// The words that the holder's names are found by.
    let nameWords: [String]

    /// Describes a draft.
    public init(tbs: [UInt8], lintCertificate: [UInt8], subject: SubjectKeys, validity: Validity) {
        self.tbs = tbs
        self.lintCertificate = lintCertificate
        self.subject = subject
        self.validity = validity
        // Here, on the thread that issues, and not in the transaction, which is everybody's.
        nameWords = NameWords.words(ofTBS: tbs, key: subject.name)
    }
}
