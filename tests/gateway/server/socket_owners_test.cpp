#include "server/socket_owners.h"

#include <filesystem>

#include <QTemporaryDir>
#include <QTest>

class SocketOwnersTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_proc = m_folder->path().toStdString();
        give(10, "3", "socket:[100]");
        give(10, "4", "/dev/null");
        give(20, "0", "socket:[200]");
        give(20, "1", "pipe:[100]");
        give(20, "2", "socket:[x]");
        std::filesystem::create_directories(m_proc / "net" / "fd");
        std::filesystem::create_directories(m_proc / "30"); // we may not look into it
    }
    void whoHoldsASocketIsFound()
    {
        server::SocketOwners owners(m_proc);
        using Found = std::map<std::uint64_t, std::int64_t>;
        QVERIFY((owners.find({100, 200, 300}) == Found{{100, 10}, {200, 20}}));
        QVERIFY((owners.find({100}) == Found{{100, 10}}));
        QVERIFY(owners.find({300}).empty());
        QVERIFY(owners.find({}).empty());
    }
    void whoWasFoundBeforeIsLookedAtFirst()
    {
        server::SocketOwners owners(m_proc);
        QCOMPARE(owners.find({100}).size(), std::size_t{1});
        give(10, "5", "socket:[500]");
        give(40, "5", "socket:[500]"); // has it from the other
        QCOMPARE(owners.find({500})[500], 10);
    }
    void otherwiseTheYoungest()
    {
        give(10, "5", "socket:[500]");
        give(40, "5", "socket:[500]");
        QCOMPARE(server::SocketOwners(m_proc).find({500})[500], 40);
    }
    void aMissingTreeHasNobody() { QVERIFY(server::SocketOwners(m_proc / "none").find({100}).empty()); }

private:
    void give(int process, const std::string &descriptor, const std::string &target) const
    {
        const auto path = m_proc / std::to_string(process) / "fd";
        std::filesystem::create_directories(path);
        std::filesystem::create_symlink(target, path / descriptor);
    }
    std::unique_ptr<QTemporaryDir> m_folder{};
    std::filesystem::path m_proc{};
};

QTEST_GUILESS_MAIN(SocketOwnersTest)
#include "socket_owners_test.moc"
