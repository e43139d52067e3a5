// SPDX-License-Identifier: Apache-2.0

/// A register outside of this house that knows better than any form.
public enum RegistryKind: String, Sendable, Hashable, CaseIterable {
    /// The civil registration (ثبت احوال): who has a national ID.
    case civil
    /// The register of a profession's licences: the Medical Council, the chambers of commerce.
    case licence
}
