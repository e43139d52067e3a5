// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Drills: emergencies, really done on a throw-away copy.
    static let drills: [String: String] = [
        "cli.summary.drill":
            "Rehearses an emergency with real processes on a throw-away copy, and tells what was served meanwhile.",
        "drill.head": "Drill {drill} on a throw-away home, copied from {home}. A rehearsal: nothing real is touched.",
        "drill.step": "{seconds} s  {what}",
        "drill.served": "         answered meanwhile: {served}",
        "drill.fact": "         {name}: {value}",
        "drill.failure": "FAILED: {what}",
        "drill.passed": "Drill {drill} passed in {seconds} s; SHA-256 of its result {sha256}",
        "drill.failed": "Drill {drill} FAILED after {seconds} s; SHA-256 of its result {sha256}",
        "drill.database":
            "The drill would work on the real house's database: {file} names a server in a way that cannot be replaced. Write the section `database` into that file itself.",
        "drill.kept": "The drill's home stays in {folder}.",
        "drill.notServing": "The service did not come up: {detail}",
        "drill.step.attacks": "copies of the records are attacked, one after another",
        "drill.step.rounds": "a backup under load, a loss, and the house put back from it",
        "drill.step.serve": "the service is up in a process of its own",
        "drill.step.quiet": "an ordinary moment, to compare with",
        "drill.step.plan": "the members are chosen and frozen",
        "drill.step.approve": "two officers sign the plan; without them it was not started",
        "drill.step.revoke": "every certificate is revoked, on record",
        "drill.step.read": "verdicts answer by it",
        "drill.step.lists": "every list is published",
        "drill.step.answers": "OCSP and verdicts answer by it",
        "drill.step.check": "lists and answers are held against the records",
        "drill.step.audit": "the audit log is computed anew",
        "drill.step.before": "relying parties have answers in their caches",
        "drill.step.loss": "the responder's key is deleted, its process is killed",
        "drill.step.dark": "no process comes up without the key; kept answers go on being good",
        "drill.step.responder": "a new responder is certified, the lost one revoked",
        "drill.step.again": "the service is up again",
        "drill.step.after": "OCSP answers again",
        "drill.step.root-list": "the root revokes the intermediate and signs its list",
        "drill.step.seen": "relying parties believe the stolen key no more, on line and by lists alone",
        "drill.step.hold": "every subscriber is put on hold and invited, by a campaign of two officers",
        "drill.step.ceremony": "a new intermediate is made at a ceremony; the old key is opened no more",
        "drill.step.reissue": "holders get new certificates at the office",
        "drill.step.settle": "their old certificates are revoked as superseded",
        "drill.step.judge": "documents of before and after are judged",
        "drill.step.slow": "slow clients hold as many connections as they are let, honest ones ask beside them",
        "drill.step.crowd": "as many come from an address each, and the slow make room for the honest",
        "drill.step.recover": "the slow clients are gone",
        "drill.step.flood": "the public listener is flooded, the office revokes",
        "drill.step.soak": "a steady load",
        "drill.step.offline": "the authorities' keys leave the machine",
        "drill.step.first-second": "everybody asks in the first second",
        "drill.step.morning": "the rush goes on",
        "drill.plan.title": "Plan for mass revocation",
        "drill.plan.triggers.title": "What sets it in motion",
        "drill.plan.triggers.text":
            "A flaw in a batch of chips or in an algorithm; the key of an authority ({authorities}), a responder or an office stolen; an officer found to have enrolled falsely; a mistake in profiles. Whoever learns of it puts it before an officer of the roles below, at any hour; a hold goes before a doubt is settled.",
        "drill.plan.contacts.title": "Whom to reach",
        "drill.plan.contacts.text":
            "Officers of the roles {roles}, and the keepers of the root's key: names and numbers are kept on paper with this page. Offices and holders are reached by the notices that a campaign writes to {notices}; relying parties at {url}.",
        "drill.plan.automation.title": "What is automatic",
        "drill.plan.automation.text":
            "`mohr campaign` chooses the certificates, foretells time and size, revokes or holds or replaces in lanes, goes on after a crash, and reports with digests. {shards} lists an authority are published at once when it is over. By hand: the decision, {approvals} signatures, the root's ceremony.",
        "drill.plan.targets.title": "How fast",
        "drill.plan.targets.text":
            "Verdicts and OCSP within a second of each revocation, lists within five minutes; 285,000 certificates revoked, listed and answered within 60 seconds on two cores. Kept answers end after {ocsp} seconds, lists after {lifetime}; a list is new every {period} seconds at least.",
        "drill.plan.notices.title": "Who is told what",
        "drill.plan.notices.text":
            "Every holder and every office, in Persian and English, with the cause and what to do; nothing personal is in a notice. The public statement follows the incident template, with times in UTC and Solar Hijri.",
        "drill.plan.roles.title": "Who does what",
        "drill.plan.roles.text":
            "{approvals} officers, different people, of the roles {roles}, sign the plan's digest; one of them starts it. The operator watches `mohr campaign show`. Custodians bring the root's key out when an intermediate has to go. The auditor reads the report.",
        "drill.plan.training.title": "How it is learnt",
        "drill.plan.training.text":
            "Every officer of these roles performs `mohr drill` on the demonstration tree once before they are given the role, and once a year.",
        "drill.plan.test.title": "How it is tested",
        "drill.plan.test.text":
            "Once a year at the least: `mohr drill mass-revocation --certificates 285000`, `mohr drill ca-compromise` and `mohr drill responder-loss` on a copy of the house, with `--record`; the result's digest goes into the audit log, the result into the archive. Each with `--broken` must fail.",
        "drill.plan.lessons.title": "What is learnt of it",
        "drill.plan.lessons.text":
            "Within a week: what was slower than promised, what was answered wrongly, who was not reached; each with a date and a name. The next drill begins with that list.",
    ]
}
