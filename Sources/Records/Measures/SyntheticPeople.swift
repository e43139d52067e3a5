// SPDX-License-Identifier: Apache-2.0
import DER

/// Any number of made-up holders, each computed from their place: names as unevenly spread as real ones, numbers with
/// the prefix 999, which the registry gives nobody.
///
/// - SeeAlso: reference `domain.md` 2.1 (national IDs).
public struct SyntheticPeople: Sendable {
    /// One holder.
    public struct Person: Sendable, Hashable {
        /// In Persian letters; every seventh is a compound with a non-joiner.
        public let givenName: String
        /// In Persian letters.
        public let surname: String
        /// Both in Latin letters.
        public let latinName: String
        /// Ten digits, lawful.
        public let nationalID: String
        /// Bare digits.
        public let licence: String
        /// The office that enrolled them.
        public let office: String
    }

    /// How many offices there are.
    public static let offices = 400

    private let givenNames: [(fa: String, la: String)]
    private let surnames: [(fa: String, la: String)]

    /// Makes the names up.
    public init() {
        givenNames = (0..<1_500).map { Self.name($0, parts: 2) }
        surnames = (0..<30_000).map { Self.name($0 + 100_000, parts: 3) }
    }

    /// The holder at a place.
    ///
    /// - Parameter place: 0 or more; numbers repeat after a million.
    public subscript(place: Int) -> Person {
        let (given, surname) = (Self.skewed(place, 1, givenNames.count), Self.skewed(place, 2, surnames.count))
        let (first, last) = (givenNames[given], surnames[surname])
        let second = place.isMultiple(of: 7) ? givenNames[Self.skewed(place, 3, givenNames.count)].fa : nil
        return Person(
            givenName: second.map { first.fa + "\u{200C}" + $0 } ?? first.fa, surname: last.fa,
            latinName: first.la.capitalizedASCII + " " + last.la.capitalizedASCII,
            nationalID: Self.nationalID(place), licence: "\(100_000 + place)",
            office: Self.office(Int(Self.mixed(UInt64(place), 4) % UInt64(Self.offices))))
    }

    /// An office's identifier.
    ///
    /// - Parameter number: 0 up to ``offices``.
    /// - Returns: the identifier.
    public static func office(_ number: Int) -> String { "office-\(number)" }

    /// A lawful national ID of the prefix 999.
    static func nationalID(_ place: Int) -> String {
        let digits = String(999_000_000 + place % 1_000_000).utf8.map { Int($0) - 0x30 }
        let sum = zip(digits, stride(from: 10, through: 2, by: -1)).reduce(0) { $0 + $1.0 * $1.1 } % 11
        return digits.map(String.init).joined() + String(sum < 2 ? sum : 11 - sum)
    }

    private static let syllables: [(fa: String, la: String)] = [
        ("سا", "sa"), ("را", "ra"), ("مح", "moh"), ("مد", "mad"), ("ری", "ri"), ("نا", "na"), ("کی", "ki"),
        ("وش", "vash"), ("پر", "par"), ("وی", "vi"), ("زه", "zah"), ("لا", "la"), ("بر", "bar"), ("گل", "gol"),
        ("شی", "shi"), ("دل", "del"), ("مه", "mah"), ("یار", "yar"), ("نو", "no"), ("هر", "har"), ("آر", "ar"),
        ("تو", "tu"), ("فر", "far"), ("خو", "kho"), ("جم", "jam"), ("سی", "si"), ("بان", "ban"), ("داد", "dad"),
        ("پور", "pur"), ("نیا", "nia"), ("زاد", "zad"),
    ]

    private static func name(_ number: Int, parts: Int) -> (fa: String, la: String) {
        var (fa, la) = ("", "")
        var rest = number
        for _ in 0..<parts {
            let syllable = syllables[rest % syllables.count]
            rest /= syllables.count
            fa += syllable.fa
            la += syllable.la
        }
        return (fa, la)
    }

    /// A number below a count; small ones come far more often, as the first names of a census do.
    private static func skewed(_ place: Int, _ salt: UInt64, _ count: Int) -> Int {
        let even = Double(mixed(UInt64(place), salt) >> 11) / 9_007_199_254_740_992
        let index = Int(Double(count) * even * even * even)
        return min(index, count - 1)
    }

    /// SplitMix64's finish.
    static func mixed(_ value: UInt64, _ salt: UInt64) -> UInt64 {
        var mixed = (value &+ salt &* 0x9e37_79b9_7f4a_7c15) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 30)) &* 0x94d0_49bb_1331_11eb
        mixed = (mixed ^ (mixed >> 27)) &* 0xbf58_476d_1ce4_e5b9
        return mixed ^ (mixed >> 31)
    }
}

extension String {
    fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
