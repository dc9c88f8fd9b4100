#pragma once

#include <string>
#include <vector>

#include <QPointer>
#include <QWidget>

#include "admin/admin_client.h"

class QVBoxLayout;

namespace ui {

class Label;
class Poller;
class ProgressBar;

/// How far the limits of a key, a user or a team are used up now: a bar each. Hidden while there is none to show, or the
/// gateway does not tell. Asks anew while `page` can be seen. Thread: main. `client` must outlive it.
class LimitBars final : public QWidget {
    Q_OBJECT
public:
    /// Whose they are: the operation that tells, the id, and the scope whose rows need no name.
    struct Subject {
        std::string operation; ///< `api_keys.limits`
        std::string id;
        std::string scope; ///< `key`
    };
    LimitBars(admin::AdminClient &client, Subject subject, QWidget &page);
    ~LimitBars() override;
    Q_DISABLE_COPY_MOVE(LimitBars)

private:
    struct Row {
        Label *words;
        Label *count;
        ProgressBar *bar;
    };
    void ask();
    void present(const base::Json &limits);
    void keepRows(std::size_t count);
    void addRow();
    QString wordsOf(const base::Json &limit) const;

    admin::AdminClient &m_client;
    Subject m_subject;
    QVBoxLayout *m_column;
    std::vector<Row> m_rows{};
    QPointer<Poller> m_poller{}; ///< The page's, which may go first.
    bool m_asking = false;
};

} // namespace ui
