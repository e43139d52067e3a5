// SPDX-License-Identifier: Apache-2.0
import Foundation

/// NFC and NFD of the scripts that names and documents here are written in.
///
/// Foundation does the work, but only on runs of U+0000–08FF and U+1E00–1FFF (Latin, Greek, Cyrillic,
/// Hebrew, Arabic). Beyond them its normalization on Linux is not one: it cuts scalars above U+FFFF to
/// 16 bits (U+10041 U+0300 becomes À) and leaves some Tibetan marks in an order that a second pass changes.
/// Other scripts stay as they came.
enum CanonicalForm {
    /// The scalars with letters and marks composed (NFC).
    static func composed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        if scalars.allSatisfy(\.isComposedWhateverFollows) { return scalars }
        return byRuns(scalars) { $0.precomposedStringWithCanonicalMapping }
    }

    /// The scalars with letters and marks apart (NFD).
    static func decomposed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        if scalars.allSatisfy(\.isDecomposedAlready) { return scalars }
        return byRuns(scalars) { $0.decomposedStringWithCanonicalMapping }
    }

    /// One scalar's compatibility decomposition, composed (NFKC); for presentation forms only.
    static func compatible(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        Array(String(Character(scalar)).precomposedStringWithCompatibilityMapping.unicodeScalars)
    }

    private static func byRuns(
        _ scalars: [Unicode.Scalar], _ normalise: (String) -> String
    ) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(scalars.count)
        var run = String.UnicodeScalarView()
        for scalar in scalars {
            if scalar.isNormalisedHere {
                run.append(scalar)
                continue
            }
            if !run.isEmpty {
                result.append(contentsOf: normalise(String(run)).unicodeScalars)
                run.removeAll()
            }
            result.append(scalar)
        }
        if !run.isEmpty { result.append(contentsOf: normalise(String(run)).unicodeScalars) }
        return result
    }
}

extension Unicode.Scalar {
    /// Whether Foundation is trusted to normalise it.
    fileprivate var isNormalisedHere: Bool {
        switch value {
        case 0...0x8FF, 0x1E00...0x1FFF: true
        default: false
        }
    }

    /// Whether it is in NFC next to anything else of this kind: saves Foundation the plain Persian text.
    fileprivate var isComposedWhateverFollows: Bool {
        switch value {
        case 0...0x2FF, 0x60C, 0x61B, 0x61F, 0x620...0x64A, 0x660...0x66F, 0x671...0x6D3, 0x6EE...0x6FF, 0x200C: true
        default: false
        }
    }

    /// Whether it is in NFD next to anything else of this kind: letters without marks, digits, signs.
    fileprivate var isDecomposedAlready: Bool {
        switch value {
        case 0...0xBF, 0x60C, 0x61B, 0x61F...0x621, 0x627...0x63F, 0x641...0x64A, 0x660...0x66F, 0x671...0x6BF,
            0x6C1, 0x6C3...0x6D2, 0x6D4, 0x6D5, 0x6EE...0x6FF, 0x200C:
            true
        default: false
        }
    }
}
