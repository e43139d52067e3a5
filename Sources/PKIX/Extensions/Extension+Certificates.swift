// SPDX-License-Identifier: Apache-2.0
public import DER

/// The extensions of certificates, ready to be written, each as critical as its standard asks.
extension Extension {
    /// `basicConstraints`, critical (RFC 5280 4.2.1.9).
    public static func basicConstraints(_ value: BasicConstraints, isCritical: Bool = true) -> Extension {
        Extension(oid: OID.basicConstraints, isCritical: isCritical) { value.encode(into: &$0) }
    }

    /// `keyUsage`, critical (RFC 5280 4.2.1.3).
    public static func keyUsage(_ value: KeyUsage, isCritical: Bool = true) -> Extension {
        Extension(oid: OID.keyUsage, isCritical: isCritical) { value.encode(into: &$0) }
    }

    /// `extKeyUsage` (RFC 5280 4.2.1.12); critical for time stamping units (RFC 3161 2.3).
    public static func extendedKeyUsage(_ purposes: [ObjectIdentifier], isCritical: Bool = false) -> Extension {
        Extension(oid: OID.extendedKeyUsage, isCritical: isCritical) { writer in
            writer.sequence { writer in
                for purpose in purposes { writer.objectIdentifier(purpose) }
            }
        }
    }

    /// `subjectKeyIdentifier` (RFC 5280 4.2.1.2).
    public static func subjectKeyIdentifier(_ identifier: [UInt8], isCritical: Bool = false) -> Extension {
        Extension(oid: OID.subjectKeyIdentifier, isCritical: isCritical) { $0.octetString(identifier) }
    }

    /// `authorityKeyIdentifier` (RFC 5280 4.2.1.1).
    public static func authorityKeyIdentifier(
        _ value: AuthorityKeyIdentifier, isCritical: Bool = false
    ) -> Extension {
        Extension(oid: OID.authorityKeyIdentifier, isCritical: isCritical) { value.encode(into: &$0) }
    }

    /// `subjectAltName` (RFC 5280 4.2.1.6); critical where the subject is empty.
    public static func subjectAlternativeName(_ names: [GeneralName], isCritical: Bool = false) -> Extension {
        Extension(oid: OID.subjectAlternativeName, isCritical: isCritical) { GeneralName.encode(names, into: &$0) }
    }

    /// `issuerAltName` (RFC 5280 4.2.1.7).
    public static func issuerAlternativeName(_ names: [GeneralName], isCritical: Bool = false) -> Extension {
        Extension(oid: OID.issuerAlternativeName, isCritical: isCritical) { GeneralName.encode(names, into: &$0) }
    }

    /// `nameConstraints`, critical (RFC 5280 4.2.1.10).
    public static func nameConstraints(_ value: NameConstraints, isCritical: Bool = true) -> Extension {
        Extension(oid: OID.nameConstraints, isCritical: isCritical) { value.encode(into: &$0) }
    }

    /// `cRLDistributionPoints` (RFC 5280 4.2.1.13).
    public static func crlDistributionPoints(_ points: [DistributionPoint], isCritical: Bool = false) -> Extension {
        Extension(oid: OID.crlDistributionPoints, isCritical: isCritical) { writer in
            writer.sequence { writer in
                for point in points { point.encode(into: &writer) }
            }
        }
    }

    /// `freshestCRL` (RFC 5280 4.2.1.15).
    public static func freshestCRL(_ points: [DistributionPoint]) -> Extension {
        Extension(oid: OID.freshestCRL, isCritical: false) { writer in
            writer.sequence { writer in
                for point in points { point.encode(into: &writer) }
            }
        }
    }

    /// `authorityInfoAccess` (RFC 5280 4.2.2.1).
    public static func authorityInformationAccess(_ descriptions: [AccessDescription]) -> Extension {
        access(OID.authorityInformationAccess, descriptions)
    }

    /// `subjectInfoAccess` (RFC 5280 4.2.2.2).
    public static func subjectInformationAccess(_ descriptions: [AccessDescription]) -> Extension {
        access(OID.subjectInformationAccess, descriptions)
    }

    /// `admission` (Common PKI part 1, table 29a).
    public static func admission(_ value: Admission) -> Extension {
        Extension(oid: OID.admission, isCritical: false) { value.encode(into: &$0) }
    }

    /// `qcStatements` (RFC 3739 3.2.6).
    public static func qcStatements(_ statements: [QCStatement], isCritical: Bool = false) -> Extension {
        Extension(oid: OID.qcStatements, isCritical: isCritical) { writer in
            writer.sequence { writer in
                for statement in statements { statement.encode(into: &writer) }
            }
        }
    }

    /// `id-pkix-ocsp-nocheck` (RFC 6960 4.2.2.2.1).
    public static var ocspNoCheck: Extension {
        Extension(oid: OID.ocspNoCheck, isCritical: false) { $0.null() }
    }

    private static func access(_ oid: ObjectIdentifier, _ descriptions: [AccessDescription]) -> Extension {
        Extension(oid: oid, isCritical: false) { writer in
            writer.sequence { writer in
                for description in descriptions { description.encode(into: &writer) }
            }
        }
    }
}
