// SPDX-License-Identifier: Apache-2.0
import DER
public import PKIX

extension ApplicationForm {
    /// Reads a form out of a certification request, for software that fills in no other.
    ///
    /// A request of the office's own software says in its subject what a form would: names, national ID behind `PNOIR-`,
    /// title, organisation; the licence number is in the Admission extension that it asks for. What is read is checked like
    /// anything that is typed.
    ///
    /// - Parameters:
    ///   - request: PKCS#10.
    ///   - profile: what is applied for.
    public init(readFrom request: CertificationRequest, profile: String) {
        var values: [FormField: String] = [:]
        let direct: [(FormField, String?)] = [
            (.givenName, request.subject.value(of: OID.givenName)), (.surname, request.subject.value(of: OID.surname)),
            (.latinName, request.subject.value(of: OID.name)), (.title, request.subject.value(of: OID.title)),
            (.organization, request.subject.value(of: OID.organizationName)),
            (.organizationalUnit, request.subject.value(of: OID.organizationalUnitName)),
            (.legalID, request.subject.value(of: OID.organizationIdentifier)),
            (.nationalID, request.subject.value(of: OID.serialNumber).map(Self.number)),
            (.licenceNumber, Self.licenceNumber(in: request)),
        ]
        for (field, value) in direct { values[field] = value }
        self.init(profile: profile, values)
    }

    /// The number behind the prefix of its kind (ETSI EN 319 412-1 5.1.3).
    private static func number(_ identifier: String) -> String {
        let prefix = "PNOIR-"
        return identifier.hasPrefix(prefix) ? String(identifier.dropFirst(prefix.count)) : identifier
    }

    private static func licenceNumber(in request: CertificationRequest) -> String? {
        guard let item = request.extensionRequest[OID.admission],
            let node = try? DERReader.single(item.value, .sequence)
        else { return nil }
        return try? Admission(node).licenceNumber
    }
}
