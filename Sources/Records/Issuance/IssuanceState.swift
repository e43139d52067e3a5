// SPDX-License-Identifier: Apache-2.0

/// How far an issuance has come: reserved → drafted → signing → issued, or abandoned.
///
/// Each step is on the disk before the next is begun. The key is used only while an issuance is
/// `signing`; so one that is found in that state after a crash may have a signature out in the world.
public enum IssuanceState: String, Sendable, Hashable, CaseIterable {
    /// A serial number is given out; nothing else is known.
    case reserved
    /// What is to be signed is on record, and was linted.
    case drafted
    /// The intent to sign is in the audit log; the key may be used, once.
    case signing
    /// The signed certificate is on record.
    case issued
    /// Given up; the serial number is spent.
    case abandoned
}
