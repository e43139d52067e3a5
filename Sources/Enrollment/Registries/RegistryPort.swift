// SPDX-License-Identifier: Apache-2.0
public import Identity

/// What is asked of a register: one number, of one kind.
public struct RegistryQuestion: Sendable, Hashable {
    /// Which register.
    public let registry: RegistryKind
    /// The national ID or the licence number, canonical.
    public let number: Personal<String>
    /// The profile that is applied for, so that a register of many professions knows which.
    public let profile: String

    /// Asks for a number.
    public init(registry: RegistryKind, number: Personal<String>, profile: String) {
        self.registry = registry
        self.number = number
        self.profile = profile
    }
}

/// What a register says of a number.
public struct RegistryEntry: Sendable, Hashable {
    /// What it knows, by the form's fields, as the register writes it; fields that it does not keep are not here.
    public let fields: [FormField: String]
    /// Its own word for whether the person or licence is in force: ``inForce`` or another.
    public let status: String
    /// SHA-256 of its answer's bytes; goes into the audit log.
    public let answerSHA256: [UInt8]

    /// The word for what is in force.
    public static let inForce = "active"

    /// Takes an answer.
    public init(fields: [FormField: String], status: String, answerSHA256: [UInt8]) {
        self.fields = fields
        self.status = status
        self.answerSHA256 = answerSHA256
    }
}

/// Why a register gave no answer; neither says anything of the person.
public enum RegistryFailure: Error, Sendable, Hashable {
    /// It did not answer in time; milliseconds.
    case timedOut(allowed: Int)
    /// It cannot be reached, or answers nonsense; for the log.
    case unavailable(String)
}

/// A register outside of the house.
public protocol RegistryPort: Sendable {
    /// Which registers it speaks for.
    var registries: Set<RegistryKind> { get }

    /// Asks for one number; waits no longer than it was told to.
    ///
    /// - Parameter question: what is asked.
    /// - Returns: the entry; nil if the register knows no such number.
    /// - Throws: ``RegistryFailure``.
    func entry(for question: RegistryQuestion) throws(RegistryFailure) -> RegistryEntry?
}
