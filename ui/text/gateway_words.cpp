#include "ui/text/gateway_words.h"

#include <vector>

#include <QCoreApplication>
#include <QRegularExpression>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

// clang-format off: one sentence a line
constexpr const char *kSentences[] = {
    // the test of a connection
    QT_TRANSLATE_NOOP("ui::gateway", "the certificate is valid"),
    QT_TRANSLATE_NOOP("ui::gateway", "the provider accepts this key"),
    QT_TRANSLATE_NOOP("ui::gateway", "the provider does not accept this key"),
    QT_TRANSLATE_NOOP("ui::gateway", "the provider wants a key"),
    QT_TRANSLATE_NOOP("ui::gateway", "the provider answered %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "the provider does not list the model %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "the key could not be checked: %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "the answer is no list of models"),
    QT_TRANSLATE_NOOP("ui::gateway", "the answer is larger than expected"),
    QT_TRANSLATE_NOOP("ui::gateway", "there was no answer in time"),
    QT_TRANSLATE_NOOP("ui::gateway", "no answer: %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "the key was entered for another address; enter it again"),
    QT_TRANSLATE_NOOP("ui::gateway", "the key was exchanged for a token"),
    QT_TRANSLATE_NOOP("ui::gateway", "the provider has no list of its models; name those you want"),
    QT_TRANSLATE_NOOP("ui::gateway", "the token endpoint answered %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "the key is no service account: %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "it must be the whole JSON of its key file"),
    QT_TRANSLATE_NOOP("ui::gateway", "client_email or private_key is missing or cannot be read"),
    QT_TRANSLATE_NOOP("ui::gateway", "its private_key is not of RSA"),
    QT_TRANSLATE_NOOP("ui::gateway", "its private_key cannot sign"),
    QT_TRANSLATE_NOOP("ui::gateway", "its token_uri must begin with https://"),
    // where a key is
    QT_TRANSLATE_NOOP("ui::gateway", "the environment variable %1 is not set"),
    QT_TRANSLATE_NOOP("ui::gateway", "the key file %1 cannot be opened"),
    QT_TRANSLATE_NOOP("ui::gateway", "the key file %1 is not a regular file"),
    QT_TRANSLATE_NOOP("ui::gateway", "the key file %1 belongs to another user; make a copy that is yours"),
    QT_TRANSLATE_NOOP("ui::gateway", "the key file %1 is readable by others; run `chmod 600` on it"),
    QT_TRANSLATE_NOOP("ui::gateway", "the key is not in the keychain; enter it again"),
    QT_TRANSLATE_NOOP("ui::gateway", "the key has not been read from the keychain yet"),
    QT_TRANSLATE_NOOP("ui::gateway", "the keychain refused: %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "there is no keychain in this session: install and start gnome-keyring inside a D-Bus session, or keep the key in env:NAME or file:PATH"),
    QT_TRANSLATE_NOOP("ui::gateway", "the keychain has not been created yet: give it a password (log in to the desktop, or run `gnome-keyring-daemon --replace --unlock`), or keep the key in env:NAME or file:PATH"),
    QT_TRANSLATE_NOOP("ui::gateway", "the keychain is locked: unlock it with its password (log in to the desktop, or run `gnome-keyring-daemon --replace --unlock`), or keep the key in env:NAME or file:PATH"),
    QT_TRANSLATE_NOOP("ui::gateway", "the keychain does not answer in time: look whether its service hangs or waits for a password; Switchyard goes on asking"),
    QT_TRANSLATE_NOOP("ui::gateway", "the keychain service has ended: start it again (log in to the desktop, or run `gnome-keyring-daemon --unlock`); keys that were read already go on working"),
    QT_TRANSLATE_NOOP("ui::gateway", "the secret must be env:NAME, file:PATH or the key itself"),
    QT_TRANSLATE_NOOP("ui::gateway", "the secret must be env:NAME, file:PATH or the key itself; keychain entries cannot be named"),
    // proxies
    QT_TRANSLATE_NOOP("ui::gateway", "no connection to it could be made"),
    QT_TRANSLATE_NOOP("ui::gateway", "no connection to it could be made in time"),
    QT_TRANSLATE_NOOP("ui::gateway", "it takes connections and says nothing"),
    QT_TRANSLATE_NOOP("ui::gateway", "its host name cannot be resolved"),
    QT_TRANSLATE_NOOP("ui::gateway", "its certificate cannot be trusted"),
    QT_TRANSLATE_NOOP("ui::gateway", "its password cannot be read"),
    QT_TRANSLATE_NOOP("ui::gateway", "it broke off"),
    QT_TRANSLATE_NOOP("ui::gateway", "it broke off: %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "what is there speaks no SOCKS5"),
    QT_TRANSLATE_NOOP("ui::gateway", "the password of the proxy %1 cannot be read: %2"),
    QT_TRANSLATE_NOOP("ui::gateway", "there is another proxy of this name"),
    QT_TRANSLATE_NOOP("ui::gateway", "give the password again: it would be shown to another proxy"),
    QT_TRANSLATE_NOOP("ui::gateway", "the host must stand alone: kind, port, user and password have fields of their own"),
    QT_TRANSLATE_NOOP("ui::gateway", "the user must be up to 255 bytes of text without colons"),
    QT_TRANSLATE_NOOP("ui::gateway", "a password needs a user to go with it"),
    QT_TRANSLATE_NOOP("ui::gateway", "the host %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "it cannot reach the provider"),
    QT_TRANSLATE_NOOP("ui::gateway", "it does not let us go to the provider"),
    QT_TRANSLATE_NOOP("ui::gateway", "it does not accept the user and password"),
    QT_TRANSLATE_NOOP("ui::gateway", "no connection through it came about in time"),
    QT_TRANSLATE_NOOP("ui::gateway", "no secure connection through it came about"),
    QT_TRANSLATE_NOOP("ui::gateway", "the proxy %1 failed: %2"),
    QT_TRANSLATE_NOOP("ui::gateway", "this provider is only called through the proxy pool, and there is no proxy in it"),
    QT_TRANSLATE_NOOP("ui::gateway", "this provider is only called through the proxy pool, and all its proxies are off"),
    QT_TRANSLATE_NOOP("ui::gateway", "no proxy of the pool works at the moment; the last error of %1: %2"),
    // what is sent of alerts
    QT_TRANSLATE_NOOP("ui::gateway", "it answered %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "the message was taken"),
    QT_TRANSLATE_NOOP("ui::gateway", "sending was stopped"),
    QT_TRANSLATE_NOOP("ui::gateway", "the robot refuses the message"),
    QT_TRANSLATE_NOOP("ui::gateway", "the robot refuses the message: %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "the mail server did not answer in time"),
    QT_TRANSLATE_NOOP("ui::gateway", "the mail server does not take this user and password"),
    QT_TRANSLATE_NOOP("ui::gateway", "the mail server refuses the sender or a receiver"),
    QT_TRANSLATE_NOOP("ui::gateway", "the mail server offers no STARTTLS: nothing was sent"),
    QT_TRANSLATE_NOOP("ui::gateway", "the address must begin with https://; http:// is for this computer alone"),
    QT_TRANSLATE_NOOP("ui::gateway", "the address must be a URL of plain characters without a fragment"),
    QT_TRANSLATE_NOOP("ui::gateway", "a webhook needs a secret with which its messages are signed"),
    QT_TRANSLATE_NOOP("ui::gateway", "who signs in at the mail server needs a password"),
    QT_TRANSLATE_NOOP("ui::gateway", "give the password again: it would be shown to another server"),
    QT_TRANSLATE_NOOP("ui::gateway", "only one secret can be entered at a time: save it, then enter the next"),
    QT_TRANSLATE_NOOP("ui::gateway", "the sender must be an address such as switchyard@example.org"),
    QT_TRANSLATE_NOOP("ui::gateway", "there must be at least one receiver"),
    QT_TRANSLATE_NOOP("ui::gateway", "the receivers must be addresses such as ops@example.org"),
    QT_TRANSLATE_NOOP("ui::gateway", "a password is never sent over a plain connection, but on this computer; choose STARTTLS or TLS"),
    QT_TRANSLATE_NOOP("ui::gateway", "the pin must be sha256// and the base64 of a SHA-256"),
    QT_TRANSLATE_NOOP("ui::gateway", "the server must be a name or an address, without a port"),
    QT_TRANSLATE_NOOP("ui::gateway", "this alert is over"),
    // what is entered for a provider
    QT_TRANSLATE_NOOP("ui::gateway", "the name must be 1 to 64 bytes of readable text"),
    QT_TRANSLATE_NOOP("ui::gateway", "the name must not hold / or | nor begin or end with a space: it stands before the / of model names"),
    QT_TRANSLATE_NOOP("ui::gateway", "the name `default` is taken: it means the default model"),
    QT_TRANSLATE_NOOP("ui::gateway", "the weight must be from 0 to 1000000"),
    QT_TRANSLATE_NOOP("ui::gateway", "the priority must be from -1000000 to 1000000"),
    QT_TRANSLATE_NOOP("ui::gateway", "the concurrency limit must not be negative"),
    QT_TRANSLATE_NOOP("ui::gateway", "this provider takes no key"),
    QT_TRANSLATE_NOOP("ui::gateway", "the base URL is required, for instance https://host/v1"),
    QT_TRANSLATE_NOOP("ui::gateway", "the base URL must not end with /"),
    QT_TRANSLATE_NOOP("ui::gateway", "the base URL %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "has an IPv6 address that cannot be read"),
    QT_TRANSLATE_NOOP("ui::gateway", "has no readable host name (write international names in their xn-- form)"),
    QT_TRANSLATE_NOOP("ui::gateway", "holds a character that does not belong in a URL"),
    QT_TRANSLATE_NOOP("ui::gateway", "must begin with https:// or http://"),
    QT_TRANSLATE_NOOP("ui::gateway", "must not hold a user name or password; put the key in its own field"),
    QT_TRANSLATE_NOOP("ui::gateway", "must not hold a query or fragment"),
    QT_TRANSLATE_NOOP("ui::gateway", "has a port that is not between 1 and 65535"),
    QT_TRANSLATE_NOOP("ui::gateway", "the model name must be 1 to 256 bytes of text"),
    QT_TRANSLATE_NOOP("ui::gateway", "a model is listed twice: %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "the port must be a number from 0 to 65535"),
    QT_TRANSLATE_NOOP("ui::gateway", "max_attempts must be from 1 to 4"),
    // users, teams and whose a key is
    QT_TRANSLATE_NOOP("ui::gateway", "the name must be 1 to 128 bytes of text without spaces at its ends"),
    QT_TRANSLATE_NOOP("ui::gateway", "must be an address such as ana@example.com"),
    QT_TRANSLATE_NOOP("ui::gateway", "another user has this address"),
    QT_TRANSLATE_NOOP("ui::gateway", "there is no user %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "there is no team %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "there is no provider %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "is not the team of %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "a key stays with whom it was made for; make a new one"),
    QT_TRANSLATE_NOOP("ui::gateway", "a key stays with the team it was made for; make a new one"),
    // the data directory
    QT_TRANSLATE_NOOP("ui::gateway", "usage.db was damaged and a new one begun; rows from before are in %1 in %2: try `sqlite3 FILE .recover`, then move it away and this notice goes"),
    QT_TRANSLATE_NOOP("ui::gateway", "new calls are refused until they can be booked: %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "calls are booked, but their rows are late: %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "calls are booked, but a power cut could take the last ones: %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "the disk has no room for the journal in %1: %2"),
    QT_TRANSLATE_NOOP("ui::gateway", "the journal does not take the record%1"),
    // the check-up of security
    QT_TRANSLATE_NOOP("ui::gateway", "It cannot be reached: it does not listen."),
    QT_TRANSLATE_NOOP("ui::gateway", "It can be reached from this computer only."),
    QT_TRANSLATE_NOOP("ui::gateway", "It can be reached from the network, over TLS."),
    QT_TRANSLATE_NOOP("ui::gateway", "It can be reached from the network in plain HTTP: others can read keys and calls on their way."),
    QT_TRANSLATE_NOOP("ui::gateway", "Settings, Address. On a server: start it with --tls instead of --plain-http, or without --listen."),
    QT_TRANSLATE_NOOP("ui::gateway", "There is no certificate in use."),
    QT_TRANSLATE_NOOP("ui::gateway", "No certificate is needed for this computer alone."),
    QT_TRANSLATE_NOOP("ui::gateway", "The certificate expired on %1."),
    QT_TRANSLATE_NOOP("ui::gateway", "The certificate is good until %1."),
    QT_TRANSLATE_NOOP("ui::gateway", "Settings, Address: make a new certificate, or put the renewed files in place and have them read anew."),
    QT_TRANSLATE_NOOP("ui::gateway", "Providers' keys that are typed in are kept in the keychain of the system."),
    QT_TRANSLATE_NOOP("ui::gateway", "No key of a provider is kept here: none was typed in."),
    QT_TRANSLATE_NOOP("ui::gateway", "No keychain can be used: providers' keys can only come from variables and files."),
    QT_TRANSLATE_NOOP("ui::gateway", "The keychain that holds providers' keys cannot be used."),
    QT_TRANSLATE_NOOP("ui::gateway", "Every operation needs a key or a sign-in, but /metrics answers programs of this computer without."),
    QT_TRANSLATE_NOOP("ui::gateway", "Who administers must sign in and show a key as well."),
    QT_TRANSLATE_NOOP("ui::gateway", "Every operation needs a key or a sign-in."),
    QT_TRANSLATE_NOOP("ui::gateway", "Settings, Who may call (`%1`)."),
    QT_TRANSLATE_NOOP("ui::gateway", "Settings, Requests and answers (`%1`)."),
    QT_TRANSLATE_NOOP("ui::gateway", "No web page may call models."),
    QT_TRANSLATE_NOOP("ui::gateway", "Web pages from these origins may call models: %1."),
    QT_TRANSLATE_NOOP("ui::gateway", "Addresses and ranges that may ask, besides this computer: %1."),
    QT_TRANSLATE_NOOP("ui::gateway", "Nobody but this computer can ask, so that addresses need not be restricted."),
    QT_TRANSLATE_NOOP("ui::gateway", "Every address of the network may ask, if it has a key."),
    QT_TRANSLATE_NOOP("ui::gateway", "No proxy is believed: the address of who asks is the one that is seen."),
    QT_TRANSLATE_NOOP("ui::gateway", "Everybody is believed to be a proxy, and so whatever address they say they ask for."),
    QT_TRANSLATE_NOOP("ui::gateway", "These proxies are believed when they say for whom they ask: %1."),
    QT_TRANSLATE_NOOP("ui::gateway", "Every client key has a rate limit, of its own or of its user or team."),
    QT_TRANSLATE_NOOP("ui::gateway", "Client keys without any rate limit: %1 of %2."),
    QT_TRANSLATE_NOOP("ui::gateway", "Keys & users, Limits."),
    QT_TRANSLATE_NOOP("ui::gateway", "Every client key expires."),
    QT_TRANSLATE_NOOP("ui::gateway", "Client keys that never expire: %1 of %2."),
    QT_TRANSLATE_NOOP("ui::gateway", "Keys & users, Expires."),
    QT_TRANSLATE_NOOP("ui::gateway", "Prompts and answers are not kept."),
    QT_TRANSLATE_NOOP("ui::gateway", "Prompts and answers are kept, encrypted: see who may be admin."),
    QT_TRANSLATE_NOOP("ui::gateway", "Prompts and answers are not kept any more, but earlier ones still are."),
    QT_TRANSLATE_NOOP("ui::gateway", "Settings, Requests and answers, Remove all."),
    QT_TRANSLATE_NOOP("ui::gateway", "Other users of this computer can read what is kept, or it cannot be written."),
    QT_TRANSLATE_NOOP("ui::gateway", "Run `switchyard doctor`: it says which files."),
    QT_TRANSLATE_NOOP("ui::gateway", "No other user of this computer can read what is kept."),
    QT_TRANSLATE_NOOP("ui::gateway", "No memory with keys is left behind by a crash, and no other program reads it."),
    QT_TRANSLATE_NOOP("ui::gateway", "Other programs of this user can read its memory, where keys are."),
    QT_TRANSLATE_NOOP("ui::gateway", "Start it without SWITCHYARD_DUMPABLE."),
    // who may call
    QT_TRANSLATE_NOOP("ui::gateway", "a list takes at most 1000 entries; use wider ranges"),
    QT_TRANSLATE_NOOP("ui::gateway", "a certificate file is set; clear certificate_file in the settings first"),
    QT_TRANSLATE_NOOP("ui::gateway", "a key needs its certificate"),
    QT_TRANSLATE_NOOP("ui::gateway", "there is no certificate in PEM form in it"),
    QT_TRANSLATE_NOOP("ui::gateway", "there is no private key in PEM form in it, or it is locked with a password"),
    QT_TRANSLATE_NOOP("ui::gateway", "the key is not the one this certificate was made for"),
    QT_TRANSLATE_NOOP("ui::gateway", "the pattern %1 is wrong: %2"),
    QT_TRANSLATE_NOOP("ui::gateway", "the pattern %1 matches nothing at all"),
    // with something of another sentence in front, so they come last
    QT_TRANSLATE_NOOP("ui::gateway", "%1 is no address or range: write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1 needs a number from 0 to %2 after the slash"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1 is neither a range of IPv4 nor one of IPv6; write IPv4 as 192.0.2.0/24"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1 has bits set behind its prefix; write %2 for the range, or the address alone"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1 is no host name; write router.lan or router.lan:8443"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1 is no file that a certificate could be in"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1 cannot be read, or is empty"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1 holds a private key that others can read; run: chmod 600 %2"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1 is no origin as browsers send it; write https://chat.lan or http://localhost:3000"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1 is damaged and some of its rows cannot be read: stop Switchyard, keep a copy of it, and try `sqlite3 FILE .recover` or put a backup in its place; %2"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1 (it answered %2)"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1 (free some space)"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1 (check the disk and the permissions)"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1 (check the disk)"),
    QT_TRANSLATE_NOOP("ui::gateway", "%1; the base URL may be another one"),
};
/// What libcurl says where nobody answered, and the system where a file fails.
constexpr const char *kOfOthers[] = {
    QT_TRANSLATE_NOOP("ui::gateway", "No space left on device"),
    QT_TRANSLATE_NOOP("ui::gateway", "Permission denied"),
    QT_TRANSLATE_NOOP("ui::gateway", "Read-only file system"),
    QT_TRANSLATE_NOOP("ui::gateway", "Input/output error"),
    QT_TRANSLATE_NOOP("ui::gateway", "Could not resolve host: %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "Failed to connect to %1 port %2 after %3 ms: %4"),
    QT_TRANSLATE_NOOP("ui::gateway", "Couldn't connect to server"),
    QT_TRANSLATE_NOOP("ui::gateway", "Connection refused"),
    QT_TRANSLATE_NOOP("ui::gateway", "Connection timed out after %1 milliseconds"),
    QT_TRANSLATE_NOOP("ui::gateway", "Timeout was reached"),
    QT_TRANSLATE_NOOP("ui::gateway", "Server returned nothing (no headers, no data)"),
    QT_TRANSLATE_NOOP("ui::gateway", "SSL certificate problem: %1"),
    QT_TRANSLATE_NOOP("ui::gateway", "self-signed certificate"),
    QT_TRANSLATE_NOOP("ui::gateway", "unable to get local issuer certificate"),
    QT_TRANSLATE_NOOP("ui::gateway", "certificate has expired"),
};
/// Counts of models; their plurals are those of the language.
constexpr const char *kModels = QT_TRANSLATE_N_NOOP("ui::gateway", "%n model(s)");
// clang-format on

struct Known {
    const char *sentence;
    QRegularExpression pattern;
};

std::vector<Known> makeKnown()
{
    static const QRegularExpression kPlace(u"%[1-4]"_s);
    std::vector<Known> out;
    for (const std::span<const char *const> sentences : {gatewaySentences(), std::span<const char *const>(kOfOthers)})
        for (const char *sentence : sentences) {
            QStringList parts = QString::fromUtf8(sentence).split(kPlace);
            for (QString &part : parts)
                part = QRegularExpression::escape(part);
            out.push_back({sentence, QRegularExpression(QRegularExpression::anchoredPattern(parts.join(u"(.+)"_s)))});
        }
    return out;
}

/// Each place filled in at once: what is filled in may hold a % itself.
QString fill(const QString &sentence, const QStringList &words)
{
    QString out;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const int place = sentence[i] == u'%' && i + 1 < sentence.size() ? sentence[i + 1].digitValue() : -1;
        const bool isPlace = place >= 1 && place <= words.size();
        out += isPlace ? words[place - 1] : QString(sentence[i]);
        i += isPlace ? 1 : 0;
    }
    return out;
}

} // namespace

std::span<const char *const> gatewaySentences()
{
    return kSentences;
}

QString gatewayWords(const QString &sentence)
{
    static const std::vector<Known> known = makeKnown();
    static const QRegularExpression kCount(QRegularExpression::anchoredPattern(u"(\\d{1,6}) models?"_s));
    if (const auto count = kCount.match(sentence); count.hasMatch())
        return QCoreApplication::translate("ui::gateway", kModels, nullptr, count.captured(1).toInt());
    for (const Known &one : known) {
        const auto hit = one.pattern.match(sentence);
        if (!hit.hasMatch())
            continue;
        QStringList words = hit.capturedTexts().mid(1);
        for (QString &word : words)
            word = gatewayWords(word);
        return fill(QCoreApplication::translate("ui::gateway", one.sentence), words);
    }
    return sentence;
}

} // namespace ui
