// SPDX-License-Identifier: Apache-2.0

/// What a licence allows its holder to do, and a ban may forbid.
public struct ProfessionalActs: OptionSet, Sendable, Hashable {
    /// One bit an act.
    public let rawValue: UInt8

    /// Takes the bits of acts.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// To prescribe drugs.
    public static let prescribing = ProfessionalActs(rawValue: 1)
    /// To give out drugs.
    public static let dispensing = ProfessionalActs(rawValue: 2)
    /// To treat patients.
    public static let treating = ProfessionalActs(rawValue: 4)
    /// Everything; what a ban that names no act forbids.
    public static let all: ProfessionalActs = [.prescribing, .dispensing, .treating]

    /// The acts' words, in feeds and configurations.
    public static let words: [(String, ProfessionalActs)] = [
        ("prescribing", .prescribing), ("dispensing", .dispensing), ("treating", .treating),
    ]

    /// The words of the acts in it.
    public var words: [String] { Self.words.filter { contains($0.1) }.map(\.0) }

    /// Reads words.
    ///
    /// - Parameter words: each of the vocabulary, once, at least one.
    public init?(words: [String]) {
        var acts: ProfessionalActs = []
        for word in words {
            guard let known = Self.words.first(where: { $0.0 == word })?.1, acts.isDisjoint(with: known) else {
                return nil
            }
            acts.formUnion(known)
        }
        guard !acts.isEmpty else { return nil }
        self = acts
    }
}
