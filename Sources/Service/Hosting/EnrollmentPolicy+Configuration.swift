// SPDX-License-Identifier: Apache-2.0
import DER
public import Enrollment
import PKIX
import Records

extension EnrollmentPolicy {
    /// The standard policy with the configuration's licence letters and limits.
    public init(_ configuration: Configuration) {
        var policy = EnrollmentPolicy.standard
        for (profession, letters) in configuration.licenceLetters {
            guard let identifier = MohrOID.named[profession] else { continue }
            policy.licences[identifier] = .medicalCouncil(letters: letters)
        }
        policy.limits = [
            StepLimit(.officer, count: configuration.officers.actionsPerMinute, seconds: 60),
            StepLimit(.officer, count: configuration.officers.actionsPerDay, seconds: 86_400),
            StepLimit(.office, count: configuration.officers.officeActionsPerDay, seconds: 86_400),
        ]
        policy.renewal = configuration.renewal
        self = policy
    }
}
