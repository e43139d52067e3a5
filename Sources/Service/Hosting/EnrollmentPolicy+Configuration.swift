// SPDX-License-Identifier: Apache-2.0
import DER
public import Enrollment
import PKIX

extension EnrollmentPolicy {
    /// The standard policy with the configuration's licence letters.
    public init(_ configuration: Configuration) {
        var policy = EnrollmentPolicy.standard
        for (profession, letters) in configuration.licenceLetters {
            guard let identifier = MohrOID.named[profession] else { continue }
            policy.licences[identifier] = .medicalCouncil(letters: letters)
        }
        self = policy
    }
}
