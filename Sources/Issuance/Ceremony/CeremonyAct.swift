// SPDX-License-Identifier: Apache-2.0

/// What a ceremony does.
public enum CeremonyAct: String, Sendable, Hashable, CaseIterable {
    /// Makes a root: a key, and a certificate that it signs itself.
    case createRoot
    /// Makes an intermediate: a key, and a certificate that another authority signs.
    case createIntermediate
}
