// SPDX-License-Identifier: Apache-2.0

/// A field that a form may not be handed in with, and why.
public struct FieldRefusal: Sendable, Equatable {
    /// The field.
    public let field: FormField

    /// Why.
    public let error: EnrollmentError
}
