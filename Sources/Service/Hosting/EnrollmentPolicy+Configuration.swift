// SPDX-License-Identifier: Apache-2.0
import DER
public import Enrollment
public import PKIX
import Records

extension EnrollmentPolicy {
    /// The standard policy with the tables' registers and titles, and the configuration's licence letters and limits.
    public init(_ configuration: Configuration, _ profiles: ProfileSet) {
        var policy = EnrollmentPolicy.standard
        policy.titles = profiles.titleChoices
        policy.professions = Dictionary(
            profiles.professions.map { ($0.name, $0.identifier) }, uniquingKeysWith: { first, _ in first })
        for row in profiles.professions where policy.licences[row.identifier] == nil {
            policy.licences[row.identifier] =
                row.register == "commercialCard" ? .commercialCard : .medicalCouncil(letters: nil)
        }
        for (profession, letters) in configuration.licenceLetters {
            guard let identifier = profiles.professions.first(where: { $0.name == profession })?.identifier else {
                continue
            }
            policy.licences[identifier] = .medicalCouncil(letters: letters)
        }
        policy.limits = [
            StepLimit(.officer, count: configuration.officers.actionsPerMinute, seconds: 60),
            StepLimit(.officer, count: configuration.officers.actionsPerDay, seconds: 86_400),
            StepLimit(.office, count: configuration.officers.officeActionsPerDay, seconds: 86_400),
        ]
        policy.filingLimits = policy.limits
        policy.limitPatience = configuration.officers.refusalsTolerated
        policy.officerSignatures = configuration.officers.signatures
        policy.evidence = configuration.evidence
        policy.renewal = configuration.renewal
        policy.importedCertificates = configuration.imports.counted
        policy.channel = configuration.holders.policy
        if policy.channel.activation != nil, let messages = configuration.messages {
            // Without an address there is nowhere to send the code.
            policy.requiredFields.insert(messages.reaches.contains(.mobile) ? .mobile : .email)
        }
        policy.keyRenewal = configuration.certifiedKeys.renewal
        policy.keyRules = configuration.certifiedKeys.rules
        self = policy
    }
}
