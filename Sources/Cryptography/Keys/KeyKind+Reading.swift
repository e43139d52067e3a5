// SPDX-License-Identifier: Apache-2.0

extension KeyKind {
    /// The kind of a key, without computing with it.
    ///
    /// Under a microsecond where making a ``PublicKey`` takes up to thirty; says nothing of whether the point lies on
    /// its curve.
    ///
    /// - Parameter subjectPublicKeyInfo: DER, exactly one `SubjectPublicKeyInfo`.
    /// - Returns: the kind; nil for what is no key, or none of these kinds.
    public static func kind(ofSubjectPublicKeyInfo subjectPublicKeyInfo: ArraySlice<UInt8>) -> KeyKind? {
        do throws(CryptographyError) {
            switch try SubjectPublicKeyInfo(subjectPublicKeyInfo).content() {
            case .rsa(let numbers, _): return .rsa(bits: numbers.bits)
            case .point(_, let curve): return curve.kind
            case .ed25519: return .ed25519
            case .dsa(let parameters, _): return parameters.map { .dsa(bits: $0.bits) }
            }
        } catch {
            return nil
        }
    }
}
