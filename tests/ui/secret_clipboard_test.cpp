#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

#include "ui/widgets/secret_clipboard.h"

using namespace Qt::Literals::StringLiterals;

/// A secret is on the clipboard for a while, and what others copy is left alone.
class SecretClipboardTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCopiedKeyLeavesTheClipboard()
    {
        QClipboard *clipboard = QGuiApplication::clipboard();
        ui::SecretClipboard lender;
        lender.setStay(std::chrono::milliseconds(40));
        QSignalSpy ended(&lender, &ui::SecretClipboard::ended);
        lender.lend(u"sy-secret"_s);
        QCOMPARE(clipboard->text(), u"sy-secret"_s);
        QCOMPARE(lender.left().count(), 1);
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(clipboard->text(), QString());

        lender.lend(u"sy-secret"_s);
        clipboard->setText(u"something else"_s);
        QCOMPARE(ended.count(), 2);
        QTest::qWait(80);
        QCOMPARE(clipboard->text(), u"something else"_s); // never what somebody else put there

        {
            ui::SecretClipboard shortLived;
            shortLived.lend(u"sy-secret"_s);
        }
        QCOMPARE(clipboard->text(), QString());
    }
};

QTEST_MAIN(SecretClipboardTest)

#include "secret_clipboard_test.moc"
