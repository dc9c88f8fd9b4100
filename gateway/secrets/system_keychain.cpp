#include "secrets/system_keychain.h"

#include <utility>

#include <QTimer>

#include <dlfcn.h>

#include <qt6keychain/keychain.h>

namespace secrets {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kServiceName = u"switchyard"_s;

/// libsecret speaks over GIO's shared connection, which ends the whole program when the session bus goes away. GIO is
/// not ours to link to: it is there exactly when libsecret is.
void outliveSessionBus()
{
    constexpr int kSessionBus = 2; // G_BUS_TYPE_SESSION
    static const bool done = [] {
        void *gio = ::dlopen("libgio-2.0.so.0", RTLD_LAZY);
        if (gio == nullptr)
            return false;
        const auto get = reinterpret_cast<void *(*)(int, void *, void *)>(::dlsym(gio, "g_bus_get_sync"));
        const auto set = reinterpret_cast<void (*)(void *, int)>(::dlsym(gio, "g_dbus_connection_set_exit_on_close"));
        void *bus = get != nullptr && set != nullptr ? get(kSessionBus, nullptr, nullptr) : nullptr;
        if (bus != nullptr)
            set(bus, 0); // our reference to it is kept, so that it stays the shared one
        return bus != nullptr;
    }();
    static_cast<void>(done);
}

/// libsecret would go on with the encrypted session that it has with a service which is no more.
void forgetSession()
{
    void *libsecret = ::dlopen("libsecret-1.so.0", RTLD_LAZY | RTLD_NOLOAD);
    if (libsecret == nullptr)
        return; // not used yet
    if (const auto disconnect = reinterpret_cast<void (*)()>(::dlsym(libsecret, "secret_service_disconnect")))
        disconnect();
    ::dlclose(libsecret);
}

base::Result<> resultOf(const QKeychain::Job &job)
{
    if (job.error() == QKeychain::NoError)
        return {};
    if (job.error() == QKeychain::EntryNotFound)
        return base::fail(base::ErrorCode::NotFound, "the key is not in the keychain; enter it again");
    return base::fail(base::ErrorCode::Unavailable, "the keychain refused: " + job.errorString().toStdString());
}

/// The job's own copy of what it read, wiped where it stands.
base::Secret takeSecret(const QKeychain::ReadPasswordJob &job)
{
    const QByteArray shared = job.binaryData();
    std::string text(shared.constData(), static_cast<std::size_t>(shared.size()));
    volatile char *bytes = const_cast<char *>(shared.constData()); // NOLINT: not data(), which would copy first
    for (qsizetype i = 0; i < shared.size(); ++i)
        bytes[i] = 0;
    return base::Secret(std::move(text));
}

} // namespace

SystemKeychain::SystemKeychain()
{
    connect(&m_service, &SecretService::cameOrWent, this, [this](bool present) {
        forgetSession();
        if (presenceChanged)
            presenceChanged(present);
    });
}

void SystemKeychain::look(Start start, Looked looked)
{
    m_service.look(start, std::move(looked));
}

void SystemKeychain::read(const std::string &entry, Got got)
{
    outliveSessionBus();
    auto *job = new QKeychain::ReadPasswordJob(kServiceName);
    job->setKey(QString::fromStdString(entry));
    connect(job, &QKeychain::Job::finished, this, [job, got = std::move(got)] {
        if (auto well = resultOf(*job); !well)
            return got(base::fail(well.error()));
        got(takeSecret(*job));
    });
    job->start();
}

void SystemKeychain::write(const std::string &entry, const base::Secret &secret, Done done)
{
    outliveSessionBus();
    auto *job = new QKeychain::WritePasswordJob(kServiceName);
    job->setKey(QString::fromStdString(entry));
    QString text = QString::fromLatin1(secret.reveal().data(), static_cast<qsizetype>(secret.reveal().size()));
    job->setTextData(text); // as UTF-8 into a copy of its own
    text.fill(u'\0');
    connect(job, &QKeychain::Job::finished, this, [job, done = std::move(done)] { done(resultOf(*job)); });
    job->start();
}

void SystemKeychain::remove(const std::string &entry, Done done)
{
    outliveSessionBus();
    auto *job = new QKeychain::DeletePasswordJob(kServiceName);
    job->setKey(QString::fromStdString(entry));
    connect(job, &QKeychain::Job::finished, this, [job, done = std::move(done)] {
        const bool gone = job->error() == QKeychain::EntryNotFound;
        done(gone ? base::Result<>() : resultOf(*job));
    });
    job->start();
}

} // namespace secrets
