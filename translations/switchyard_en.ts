<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>app::Leaving</name>
    <message numerus="yes">
        <source>%n call(s) still running</source>
        <translation>
            <numerusform>%n call still running</numerusform>
            <numerusform>%n calls still running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for %n call(s)</source>
        <translation>
            <numerusform>Waiting for %n call</numerusform>
            <numerusform>Waiting for %n calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::AlertItem</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::AlertLine</name>
    <message numerus="yes">
        <source>%n alert(s) are open</source>
        <translation>
            <numerusform>%n alert is open</numerusform>
            <numerusform>%n alerts are open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::AlertsPage</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::AnswerCard</name>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::AuditLogPage</name>
    <message numerus="yes">
        <source>%1 entry(s) match</source>
        <translation>
            <numerusform>%1 entry matches</numerusform>
            <numerusform>%1 entries match</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 entry(s)</source>
        <translation>
            <numerusform>%1 entry</numerusform>
            <numerusform>%1 entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::BreakdownCard</name>
    <message numerus="yes">
        <source>%n call(s) with %1 tokens have no known price and are in none of the sums.</source>
        <translation>
            <numerusform>%n call with %1 tokens has no known price and is in none of the sums.</numerusform>
            <numerusform>%n calls with %1 tokens have no known price and are in none of the sums.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::BreakdownModel</name>
    <message numerus="yes">
        <source>%n call(s) unpriced</source>
        <translation>
            <numerusform>%n call unpriced</numerusform>
            <numerusform>%n calls unpriced</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) failed</source>
        <translation>
            <numerusform>%n call failed</numerusform>
            <numerusform>%n calls failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ChannelItem</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ConnectionTest</name>
    <message numerus="yes">
        <source>It works, %n model(s) found</source>
        <translation>
            <numerusform>It works, %n model found</numerusform>
            <numerusform>It works, %n models found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It works, %n model(s) found in %1</source>
        <translation>
            <numerusform>It works, %n model found in %1</numerusform>
            <numerusform>It works, %n models found in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::CostsPage</name>
    <message numerus="yes">
        <source>%n call(s) estimated</source>
        <translation>
            <numerusform>%n call estimated</numerusform>
            <numerusform>%n calls estimated</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ExpiryField</name>
    <message numerus="yes">
        <source>In %n day(s)</source>
        <translation>
            <numerusform>In %n day</numerusform>
            <numerusform>In %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::HealthSummary</name>
    <message numerus="yes">
        <source>%n thing(s) need a look</source>
        <translation>
            <numerusform>%n thing needs a look</numerusform>
            <numerusform>%n things need a look</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::HedgingFields</name>
    <message numerus="yes">
        <source>after %n second(s)</source>
        <translation>
            <numerusform>after %n second</numerusform>
            <numerusform>after %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::KeysSummary</name>
    <message numerus="yes">
        <source>active key(s)</source>
        <translation>
            <numerusform>active key</numerusform>
            <numerusform>active keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>expire(s) this month</source>
        <translation>
            <numerusform>expires this month</numerusform>
            <numerusform>expire this month</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::LogsPage</name>
    <message numerus="yes">
        <source>%1 new line(s)</source>
        <translation>
            <numerusform>%1 new line</numerusform>
            <numerusform>%1 new lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ModelChoice</name>
    <message numerus="yes">
        <source>%n of %1 ticked</source>
        <translation>
            <numerusform>%n of %1 ticked</numerusform>
            <numerusform>%n of %1 ticked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ModelsPanel</name>
    <message numerus="yes">
        <source>%n, %1 on</source>
        <translation>
            <numerusform>%n, %1 on</numerusform>
            <numerusform>%n, %1 on</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::OverviewPage</name>
    <message numerus="yes">
        <source>and %n call(s) unpriced</source>
        <translation>
            <numerusform>and %n call unpriced</numerusform>
            <numerusform>and %n calls unpriced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ProbeSheet</name>
    <message numerus="yes">
        <source>%n model(s), %1 a day</source>
        <translation>
            <numerusform>%n model, %1 a day</numerusform>
            <numerusform>%n models, %1 a day</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ProviderDetail</name>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n key(s) work</source>
        <translation>
            <numerusform>%1 of %n key works</numerusform>
            <numerusform>%1 of %n keys work</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ProviderSheets</name>
    <message numerus="yes">
        <source>%n model(s) added</source>
        <translation>
            <numerusform>%n model added</numerusform>
            <numerusform>%n models added</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ProvidersPage</name>
    <message numerus="yes">
        <source>%n provider(s), %1 on</source>
        <translation>
            <numerusform>%n provider, %1 on</numerusform>
            <numerusform>%n providers, %1 on</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ProxySheet</name>
    <message numerus="yes">
        <source>%n call(s) under way</source>
        <translation>
            <numerusform>%n call under way</numerusform>
            <numerusform>%n calls under way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RawView</name>
    <message numerus="yes">
        <source>Only the last MiB is kept. %n byte(s) before it are left out.</source>
        <translation>
            <numerusform>Only the last MiB is kept. %n byte before it is left out.</numerusform>
            <numerusform>Only the last MiB is kept. %n bytes before it are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ReconcileSheet</name>
    <message numerus="yes">
        <source>All %n day(s) and models are equal.</source>
        <translation>
            <numerusform>The only day and model is equal.</numerusform>
            <numerusform>All %n days and models are equal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) and models differ</source>
        <translation>
            <numerusform>%n day and model differs</numerusform>
            <numerusform>%n days and models differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are equal.</source>
        <translation>
            <numerusform>%n is equal.</numerusform>
            <numerusform>%n are equal.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ReplayResult</name>
    <message numerus="yes">
        <source>%n call(s) that move are left out of the cost: a price is not known, or the call had no tokens.</source>
        <translation>
            <numerusform>%n call that moves is left out of the cost: a price is not known, or the call had no tokens.</numerusform>
            <numerusform>%n calls that move are left out of the cost: a price is not known, or the calls had no tokens.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ReplayRoutesModel</name>
    <message numerus="yes">
        <source>%n call(s) without a known price</source>
        <translation>
            <numerusform>%n call without a known price</numerusform>
            <numerusform>%n calls without a known price</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) lack a feature there</source>
        <translation>
            <numerusform>%n call lacks a feature there</numerusform>
            <numerusform>%n calls lack a feature there</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RequestDetailView</name>
    <message numerus="yes">
        <source>%n attempt(s), and none of them gave a whole answer.</source>
        <translation>
            <numerusform>%n attempt, and it gave no whole answer.</numerusform>
            <numerusform>%n attempts, and none of them gave a whole answer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) failed, so the next target took over and answered.</source>
        <translation>
            <numerusform>%n attempt failed, so the next target took over and answered.</numerusform>
            <numerusform>%n attempts failed, so the next target took over and answered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n attempt(s)</source>
        <translation>
            <numerusform>%1, %n attempt</numerusform>
            <numerusform>%1, %n attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RequestsCard</name>
    <message numerus="yes">
        <source>More than %n new call(s) above</source>
        <translation>
            <numerusform>More than %n new call above</numerusform>
            <numerusform>More than %n new calls above</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new call(s) above</source>
        <translation>
            <numerusform>%n new call above</numerusform>
            <numerusform>%n new calls above</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RequestsPage</name>
    <message numerus="yes">
        <source>%1 call(s) match</source>
        <translation>
            <numerusform>%1 call matches</numerusform>
            <numerusform>%1 calls match</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 call(s)</source>
        <translation>
            <numerusform>%1 call</numerusform>
            <numerusform>%1 calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More than %n new call(s) above</source>
        <translation>
            <numerusform>More than %n new call above</numerusform>
            <numerusform>More than %n new calls above</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new call(s) above</source>
        <translation>
            <numerusform>%n new call above</numerusform>
            <numerusform>%n new calls above</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RoutingCommand</name>
    <message numerus="yes">
        <source>%n open call(s) will end as they began. Those that come later follow the change.</source>
        <translation>
            <numerusform>%n open call will end as it began. Those that come later follow the change.</numerusform>
            <numerusform>%n open calls will end as they began. Those that come later follow the change.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RuleReplay</name>
    <message numerus="yes">
        <source>%n call(s) cannot be told: their prompts and headers are not kept.</source>
        <translation>
            <numerusform>%n call cannot be told: its prompt and headers are not kept.</numerusform>
            <numerusform>%n calls cannot be told: their prompts and headers are not kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::SwitchCard</name>
    <message numerus="yes">
        <source>%n call(s) in flight keep their plan</source>
        <translation>
            <numerusform>%n call in flight keeps its plan</numerusform>
            <numerusform>%n calls in flight keep their plan</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TeamSheet</name>
    <message numerus="yes">
        <source>Its %n user(s) are moved or removed first.</source>
        <translation>
            <numerusform>Move or remove its %n user first.</numerusform>
            <numerusform>Move or remove its %n users first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Its %n key(s) are revoked for good. Past calls and costs keep its name.</source>
        <translation>
            <numerusform>Its %n key is revoked for good. Past calls and costs keep its name.</numerusform>
            <numerusform>Its %n keys are revoked for good. Past calls and costs keep its name.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TeamsTab</name>
    <message numerus="yes">
        <source>%1 is removed, with %n key(s)</source>
        <translation>
            <numerusform>%1 is removed, with %n key</numerusform>
            <numerusform>%1 is removed, with %n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::UnpricedSheet</name>
    <message numerus="yes">
        <source>%n call(s) at %1, %2 tokens in, %3 out</source>
        <translation>
            <numerusform>%n call at %1, %2 tokens in, %3 out</numerusform>
            <numerusform>%n calls at %1, %2 tokens in, %3 out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::UserSheet</name>
    <message numerus="yes">
        <source>They can no longer sign in, and their %n key(s) are revoked for good. Past calls and costs keep their name.</source>
        <translation>
            <numerusform>They can no longer sign in, and their %n key is revoked for good. Past calls and costs keep their name.</numerusform>
            <numerusform>They can no longer sign in, and their %n keys are revoked for good. Past calls and costs keep their name.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::UsersTab</name>
    <message numerus="yes">
        <source>%1 is removed, with %n key(s)</source>
        <translation>
            <numerusform>%1 is removed, with %n key</numerusform>
            <numerusform>%1 is removed, with %n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::WhatIfSheet</name>
    <message numerus="yes">
        <source>%n request(s) to providers.</source>
        <translation>
            <numerusform>%n request to providers.</numerusform>
            <numerusform>%n requests to providers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them would have no known price and are not in the sum.</source>
        <translation>
            <numerusform>%n of them would have no known price and is not in the sum.</numerusform>
            <numerusform>%n of them would have no known price and are not in the sum.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::alerts</name>
    <message numerus="yes">
        <source>%n message(s) waiting</source>
        <translation>
            <numerusform>%n message waiting</numerusform>
            <numerusform>%n messages waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) given up</source>
        <translation>
            <numerusform>%n message given up</numerusform>
            <numerusform>%n messages given up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting after %n tries: %1</source>
        <translation>
            <numerusform>Waiting after %n try: %1</numerusform>
            <numerusform>Waiting after %n tries: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::audit</name>
    <message numerus="yes">
        <source>%n entry(s), each as it was written.</source>
        <translation>
            <numerusform>%n entry, as it was written.</numerusform>
            <numerusform>%n entries, each as it was written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::costs</name>
    <message numerus="yes">
        <source>%n call(s) unpriced</source>
        <translation>
            <numerusform>%n call unpriced</numerusform>
            <numerusform>%n calls unpriced</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) estimated</source>
        <translation>
            <numerusform>%n call estimated</numerusform>
            <numerusform>%n calls estimated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>call(s)</source>
        <translation>
            <numerusform>call</numerusform>
            <numerusform>calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) in no sum of cost</source>
        <translation>
            <numerusform>%n call in no sum of cost</numerusform>
            <numerusform>%n calls in no sum of cost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::gateway</name>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::health</name>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s): %1</source>
        <translation>
            <numerusform>%n day: %1</numerusform>
            <numerusform>%n days: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::keys</name>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::outages</name>
    <message numerus="yes">
        <source>%1: out of use %n time(s), %2 in all</source>
        <translation>
            <numerusform>%1: out of use once, %2 in all</numerusform>
            <numerusform>%1: out of use %n times, %2 in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::overview</name>
    <message numerus="yes">
        <source>%n call(s) unpriced</source>
        <translation>
            <numerusform>%n call unpriced</numerusform>
            <numerusform>%n calls unpriced</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) estimated</source>
        <translation>
            <numerusform>%n call estimated</numerusform>
            <numerusform>%n calls estimated</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::providers</name>
    <message numerus="yes">
        <source>Runs here at %1, %n model(s)</source>
        <translation>
            <numerusform>Runs here at %1, %n model</numerusform>
            <numerusform>Runs here at %1, %n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::requests</name>
    <message numerus="yes">
        <source>%1, after %n attempt(s)</source>
        <translation>
            <numerusform>%1, after %n attempt</numerusform>
            <numerusform>%1, after %n attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::today</name>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) unpriced</source>
        <translation>
            <numerusform>%n call unpriced</numerusform>
            <numerusform>%n calls unpriced</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) estimated</source>
        <translation>
            <numerusform>%n call estimated</numerusform>
            <numerusform>%n calls estimated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failover(s)</source>
        <translation>
            <numerusform>%n failover</numerusform>
            <numerusform>%n failovers</numerusform>
        </translation>
    </message>
</context>
</TS>
