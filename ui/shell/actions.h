#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <QKeySequence>
#include <QObject>
#include <QPointer>

class QAction;

namespace ui {

class Page;

/// Where a command stands in the palette and in the list of shortcuts.
enum class ActionGroup : std::uint8_t { Go, Page, View, Program, Help };

struct RegisteredAction {
    QAction *action;
    ActionGroup group;
    std::function<bool()> when{}; ///< Whether there is something for it to do; always, if it does not say.
};

/// Every command of the window, and those of the page in front: the palette, the list of shortcuts and the tests see
/// the same ones. The id of an action is its objectName.
/// Thread: main. Owned by the window that the shortcuts belong to.
class ActionRegistry final : public QObject {
    Q_OBJECT
public:
    struct Command {
        QString id{}; ///< `page.refresh`
        QString text{};
        QString icon{}; ///< A file of resources/icons, or nothing.
        QList<QKeySequence> keys{};
        std::function<void()> run{};
        std::function<bool()> when{};
    };

    explicit ActionRegistry(QWidget &window);

    QAction *add(ActionGroup group, Command command);
    /// Forgets the window's own commands: it adds them anew in another language.
    void clear();
    void setPage(Page *page);

    /// All that can be done now: what is hidden or disabled is left out.
    std::vector<RegisteredAction> available() const;
    /// Null when there is none.
    QAction *find(const QString &id) const;

    static QString groupTitle(ActionGroup group);

private:
    std::vector<RegisteredAction> all() const;
    QWidget &m_window;
    std::vector<RegisteredAction> m_own{};
    QPointer<Page> m_page{};
};

} // namespace ui
