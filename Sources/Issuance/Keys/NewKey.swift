// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// A key that was just made and that nobody would find again yet: to be kept, or given up.
///
/// Making and keeping are two steps because what comes between, a certificate that is refused, must not leave a key in
/// the place of one that works.
public struct NewKey: Sendable {
    /// The key; it signs already.
    public let key: any SigningKey

    private let keeping: @Sendable (_ replacing: Bool) throws(CeremonyError) -> Void
    private let discarding: @Sendable () -> Void

    /// Makes one from what its store does with it.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - discarding: undoes its making, as far as that can be.
    ///   - keeping: files it under its name; told whether it may replace another.
    public init(
        _ key: any SigningKey, discarding: @escaping @Sendable () -> Void = {},
        keeping: @escaping @Sendable (_ replacing: Bool) throws(CeremonyError) -> Void
    ) {
        self.key = key
        self.keeping = keeping
        self.discarding = discarding
    }

    /// Files the key under its name; when this returns it would survive a power cut.
    ///
    /// - Parameter replacing: whether a key of that name may be there and is replaced.
    /// - Throws: ``CeremonyError``; `fileExists` where a key is there that may not be replaced.
    public func keep(replacing: Bool = false) throws(CeremonyError) { try keeping(replacing) }

    /// Gives the key up.
    public func discard() { discarding() }
}
