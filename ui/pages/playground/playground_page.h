#pragma once

#include <QPointer>

#include "admin/admin_client.h"
#include "ui/pages/playground/history_sheet.h"
#include "ui/widgets/page.h"

class QBoxLayout;

namespace ui {

class AnswerCard;
class Button;
class ModelNames;
class PromptCard;
class TryRun;

/// Makes calls as an app does, in any dialect the gateway serves, and shows everything that comes of them.
/// Thread: main.
class PlaygroundPage final : public Page {
    Q_OBJECT
public:
    explicit PlaygroundPage(admin::AdminClient &client, QWidget *parent = nullptr);
    ~PlaygroundPage() override;
    Q_DISABLE_COPY_MOVE(PlaygroundPage)
    void refresh() override;
    /// A key's id: the calls are made with that one.
    void showItem(const QString &item) override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void addCommands();
    void connectParts();
    void send();
    void stop();
    void startAnew();
    void keep();
    void openHistory();
    void load(const PastTry &past);
    void copyCurl(const std::optional<DraftCall> &call);
    void followRun();
    void followKey();
    void followEndpoint();
    void askModels();

    admin::AdminClient &m_client;
    PromptCard *m_prompt = nullptr;
    AnswerCard *m_answer = nullptr;
    TryRun *m_run;
    ModelNames *m_names;
    QBoxLayout *m_columns = nullptr;
    QAction *m_stopAction = nullptr;
    QPointer<HistorySheet> m_history{};
    DraftCall m_sent{}; ///< What the run is about.
    QString m_sentKey{};
    QString m_modelsOf{}; ///< The key whose models are offered.
};

} // namespace ui
