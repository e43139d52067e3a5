// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Records
import Revocation

extension Problem {
    /// What the registration authority refused.
    init(_ error: EnrollmentError) {
        self.init(422, "enrollment", Self.name(of: error))
    }

    /// What a change of status was refused for.
    init(_ error: RevocationError) {
        self.init(409, "revocation", Self.name(of: error))
    }

    /// What the records refused or failed at.
    init(_ error: RecordsError) {
        self.init(error.storeFault == nil ? 409 : 503, "records", Self.name(of: error))
    }

    /// Runs something on the records.
    static func onRecord<Value>(_ act: () throws(RecordsError) -> Value) throws(Problem) -> Value {
        do throws(RecordsError) {
            return try act()
        } catch {
            throw Problem(error)
        }
    }

    private static func name(of error: some Error) -> String {
        String("\(error)".prefix { $0.isLetter })
    }
}
