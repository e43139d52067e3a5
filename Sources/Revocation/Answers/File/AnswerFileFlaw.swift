// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a file of signed answers.
public enum AnswerFileFlaw: String, Sendable, Hashable, CaseIterable {
    /// Its digest is not that of what is in it: damaged, or cut short.
    case digest
    /// It is none, or one of another version.
    case format
    /// Its table does not lead to answers one after another.
    case table
}
