// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import Records

extension OfficerRecord.Role {
    /// The role's name.
    var statement: Statement { Statement("role.\(rawValue)") }
}

extension ApplicationState {
    /// What an application in this state is called.
    var statement: Statement { Statement("state.\(rawValue)") }
}

extension RecordedStatus {
    /// What a certificate of this status is called.
    var statement: Statement { Statement("status.\(rawValue)") }
}

extension CertificateReference {
    /// The certificate as a person finds it: authority and number.
    var label: String { "\(self)" }
}

extension ObjectIdentifier {
    /// An attribute's short name, such as `CN`, or the dotted identifier.
    var label: String { AttributeLabel.label(of: self) ?? dotted }
}
