// SPDX-License-Identifier: Apache-2.0
import DER

/// The extensions that certificate policies are made with, ready to be written.
extension Extension {
    /// `certificatePolicies` (RFC 5280 4.2.1.4).
    public static func certificatePolicies(_ value: CertificatePolicies, isCritical: Bool = false) -> Extension {
        Extension(oid: OID.certificatePolicies, isCritical: isCritical) { value.encode(into: &$0) }
    }

    /// `policyMappings`, critical (RFC 5280 4.2.1.5).
    public static func policyMappings(_ mappings: [PolicyMapping], isCritical: Bool = true) -> Extension {
        Extension(oid: OID.policyMappings, isCritical: isCritical) { writer in
            writer.sequence { writer in
                for mapping in mappings { mapping.encode(into: &writer) }
            }
        }
    }

    /// `policyConstraints`, critical (RFC 5280 4.2.1.11).
    public static func policyConstraints(_ value: PolicyConstraints, isCritical: Bool = true) -> Extension {
        Extension(oid: OID.policyConstraints, isCritical: isCritical) { value.encode(into: &$0) }
    }

    /// `inhibitAnyPolicy`, critical (RFC 5280 4.2.1.14).
    public static func inhibitAnyPolicy(_ skipCerts: Int, isCritical: Bool = true) -> Extension {
        Extension(oid: OID.inhibitAnyPolicy, isCritical: isCritical) { $0.integer(skipCerts) }
    }
}
