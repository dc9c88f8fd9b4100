#include <algorithm>
#include <memory>

#include <QAccessible>
#include <QTest>

#include "ui/gallery/gallery.h"
#include "ui/theme/theme.h"
#include "ui/ui_resources.h"
#include "ui/widgets/choice_list.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_button.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/quote_box.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/toast.h"

/// Every control on one page: all are there, and each has a name.
class GalleryTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
        m_gallery = std::make_unique<ui::Gallery>();
        m_gallery->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_gallery.get()));
    }
    void cleanupTestCase()
    {
        m_gallery.reset();
        m_theme.reset();
    }

    void whatStandsOnSeveralPagesIsThere()
    {
        QVERIFY(shows<ui::DataTable>());
        QVERIFY(shows<ui::FilterButton>());
        QVERIFY(shows<ui::ChoiceList>());
        QVERIFY(shows<ui::QuoteBox>());
        QVERIFY(shows<ui::Sheet>());
        QVERIFY(shows<ui::Popover>());
        QVERIFY(shows<ui::Toast>());
    }

    void everyFocusableWidgetHasAName()
    {
        int walked = 0;
        for (QWidget *widget : m_gallery->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || widget->focusProxy())
                continue;
            ++walked;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
        }
        QVERIFY2(walked > 60, qPrintable(QString::number(walked)));
    }

private:
    template <typename Widget>
    bool shows() const
    {
        const auto found = m_gallery->findChildren<Widget *>();
        return std::ranges::any_of(found, [](const Widget *widget) { return widget->isVisible(); });
    }
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::Gallery> m_gallery;
};

QTEST_MAIN(GalleryTest)

#include "gallery_test.moc"
